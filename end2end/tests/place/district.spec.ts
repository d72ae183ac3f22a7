// The page of one district.
import { expect, test, words } from "../../support/house";

test("says what is known, how well, and from where", async ({ page }) => {
  await page.goto("/districts/p-chiang-mai-1");
  await expect(page.locator("h1")).toContainText("เชียงใหม่");
  await expect(page.locator("main")).toContainText(words.th.position_listed);
  await expect(page.locator("main svg").first()).toBeVisible();
});

test("leads to its neighbours, its cluster and back to the map", async ({ page }) => {
  await page.goto("/districts/p-chiang-mai-1");
  expect(await page.locator('main a[href^="/districts/"]').count()).toBeGreaterThan(2);
  await expect(page.locator('main a[href*="cluster="]').first()).toBeVisible();
  await page.locator('main a[href*="district=p-chiang-mai-1"]').first().click();
  await expect(page.locator("#panel")).toHaveAttribute("data-slug", "p-chiang-mai-1");
});

test("a link that is pointed at is there before it is followed", async ({ page }) => {
  await page.goto("/districts/p-chiang-mai-1");
  const link = page.locator('main a[href^="/districts/"]').first();
  const tools = await page.context().newCDPSession(page);
  await tools.send("Preload.enable");
  const isThere = new Promise<void>((done) => tools.on("Preload.prefetchStatusUpdated", ({ status }) => status === "Ready" && done()));
  await link.hover();
  await isThere;
  await link.click();
  await page.waitForURL(/districts\/(?!p-chiang-mai-1$)/);
  const how = await page.evaluate(() => (performance.getEntriesByType("navigation")[0] as any).deliveryType);
  expect(how).toBe("navigational-prefetch");
});
