// Everything without a mouse.
import { expect, listed, openMap, test } from "../../support/house";

test("search, walk, open, close and leave by keys alone", async ({ page }) => {
  await openMap(page);
  await page.keyboard.press("/");
  await expect(page.locator("#search")).toBeFocused();
  await page.keyboard.type("chiang mai");
  await expect.poll(async () => (await listed(page)).length).toBeLessThan(20);
  const rows = await listed(page);
  const focused = () => page.evaluate(() => (document.activeElement?.closest("li[data-slug]") as HTMLElement | null)?.dataset.slug);

  await page.keyboard.press("Escape");
  expect(await focused()).toBe(rows[0]);
  await page.keyboard.press("j");
  expect(await focused()).toBe(rows[1]);
  await page.keyboard.press("k");
  expect(await focused()).toBe(rows[0]);

  await page.keyboard.press("Enter");
  await expect(page.locator("#panel")).toHaveAttribute("data-slug", rows[0]);
  await page.keyboard.press("Escape");
  await expect(page.locator("#panel[data-slug]")).toHaveCount(0);
});

test("letters typed into the search are text, not commands", async ({ page }) => {
  await openMap(page);
  await page.locator("#search").focus();
  await page.keyboard.type("jk/");
  await expect(page.locator("#search")).toHaveValue("jk/");
});

test("the skip link comes first, and leads to the content", async ({ page }) => {
  await openMap(page);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#main")).toBeFocused();
});

test("focus can be seen on whatever takes it", async ({ page }) => {
  await openMap(page);
  for (let step = 0; step < 25; step++) {
    await page.keyboard.press("Tab");
    const unseen = await page.evaluate(() => {
      const at = document.activeElement!;
      const style = getComputedStyle(at);
      const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return seen || at === document.body ? "" : at.outerHTML.slice(0, 120);
    });
    expect(unseen).toBe("");
  }
});
