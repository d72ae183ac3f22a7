// The map page in the hand: 360 px wide, fingers.
import { expect, openMap, test } from "../../support/house";

test("nothing is wider than the screen", async ({ page }) => {
  for (const address of ["/", "/?district=p-chiang-mai-1", "/districts/p-chiang-mai-1", "/about", "/help", "/privacy", "/open-data", "/nowhere"]) {
    await page.goto(address);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, address).toBeLessThanOrEqual(0);
  }
});
test.use({ expectedFaults: /status of 404/ });

test("the sheet has three heights", async ({ page }) => {
  await openMap(page);
  const sheet = page.locator("#sheet");
  const handle = page.locator(".sheet__handle");
  const height = async () => page.viewportSize()!.height - ((await sheet.boundingBox())?.y ?? 0);
  const seen = new Set<number>();
  for (let press = 0; press < 3; press++) {
    seen.add(Math.round((await height()) / 10));
    await handle.click();
    await page.waitForTimeout(400);
  }
  expect(seen.size).toBe(3);
});

test("a tapped district shows its name without another action", async ({ page }) => {
  await openMap(page, "/?district=p-chiang-mai-1");
  await expect(page.locator("#panel")).toHaveAttribute("data-slug", "p-chiang-mai-1");
  await expect(page.locator("#panel h2")).toBeInViewport();
});

test("what a finger must hit is large enough", async ({ page }) => {
  await openMap(page);
  const small = await page.locator("#filters select, #search, #filters button, #list li a").evaluateAll((all) =>
    all
      .map((element) => ({ text: element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
      .map(({ text }) => text),
  );
  expect(small).toEqual([]);
});
