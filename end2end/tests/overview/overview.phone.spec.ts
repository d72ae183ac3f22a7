// The overview in the hand.
import { expect, signIn, test } from "../../support/people";

test.beforeEach(async ({ page }) => signIn(page, "ex-demo"));

test("the answer is on the first screen, the way down under the thumb, and nothing scrolls sideways", async ({ page }) => {
  await page.goto("/overview");
  await expect(page.locator(".overview__sentence")).toBeAttached();
  await page.locator(".parts a.figure").first().tap();
  await page.locator("tbody th[scope=row] a").first().tap();
  await expect(page).toHaveURL(/\/districts\//);
  for (const address of ["/overview", "/overview?present=1", "/overview/compare?compare=1,2,3,4", "/clusters/2570/1"]) {
    await page.goto(address);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, address).toBeLessThanOrEqual(0);
  }
});
