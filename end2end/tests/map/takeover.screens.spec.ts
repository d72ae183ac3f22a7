// Leaflet takes over from the drawn map, and nobody notices.
import { DRAWN_PINS, expect, openMap, pinCentres, test } from "../../support/house";

test("nothing moves more than 2 px, whatever the view", async ({ page, browser, baseURL }, { project }) => {
  const drawn = await browser.newContext({ ...project.use, baseURL, javaScriptEnabled: false });
  const still = await drawn.newPage();
  for (const address of ["/", "/?kind=secondary", "/?at=13.75,100.55,20", "/?district=p-chiang-mai-1"]) {
    await still.goto(address);
    const before = await pinCentres(still, DRAWN_PINS);
    await openMap(page, address);
    const after = await pinCentres(page);
    expect(after.size, address).toBe(before.size);

    const moved = [...before].flatMap(([slug, was]) => {
      const is = after.get(slug);
      const far = is ? Math.hypot(is.x - was.x, is.y - was.y) : Infinity;
      return far > 2 ? [`${slug} by ${far.toFixed(1)} px`] : [];
    });
    expect(moved, address).toEqual([]);
  }
  await drawn.close();
});

test("the layout does not shift while the page comes alive", async ({ page }) => {
  await page.addInitScript(() => {
    (window as unknown as { shift: number }).shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await openMap(page);
  // Whatever is still to come has come, and has been drawn.
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
  expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.01);
});
