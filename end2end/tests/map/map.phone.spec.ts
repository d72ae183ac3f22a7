// The map page in the hand: 360 px wide, fingers.
import { expect, openMap, test } from "../../support/house";

test("the sheet has three heights", async ({ page }) => {
  await openMap(page);
  const sheet = page.locator("#sheet");
  const handle = page.locator(".sheet__handle");
  const height = async () => page.viewportSize()!.height - ((await sheet.boundingBox())?.y ?? 0);
  const moves = () => sheet.evaluate((one) => one.getAnimations().filter(({ playState }) => playState === "running").length);
  const seen = [await height()];
  for (let press = 1; press < 3; press++) {
    await handle.click();
    await expect.poll(async () => Math.abs((await height()) - seen.at(-1)!)).toBeGreaterThan(10);
    await expect.poll(moves).toBe(0);
    seen.push(await height());
  }
  const [least, middle, most] = seen.sort((a, b) => a - b);
  expect(middle - least).toBeGreaterThan(10);
  expect(most - middle).toBeGreaterThan(10);
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
