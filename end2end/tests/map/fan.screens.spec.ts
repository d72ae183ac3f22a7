// Pins that lie on each other: each is within two actions, at any zoom.
import { type Page } from "@playwright/test";
import { expect, openMap, pinCentres, test, type Point } from "../../support/house";

/** Slugs of pins with another one nearer than a fingertip, evenly picked. */
function crowded(pins: Map<string, Point>, view: { width: number; height: number }, wanted: number): string[] {
  const seen = [...pins].filter(([, at]) => at.x > 0 && at.y > 0 && at.x < view.width && at.y < view.height);
  const near = seen.filter(([slug, at]) => seen.some(([other, to]) => other !== slug && Math.hypot(at.x - to.x, at.y - to.y) < 24));
  const every = Math.max(1, Math.floor(near.length / wanted));
  return near.filter((_, index) => index % every === 0).map(([slug]) => slug);
}

/** Whether the pin is what a click on its own middle would reach first, or under another pin. */
const reachable = (page: Page, at: Point) =>
  page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest("#map") !== null, at);

/** How many pins are tried at an address. */
const TRIED = 8;

for (const address of ["/", "/?at=13.75,100.55,6"]) {
  test(`two actions reach any pin at ${address}`, async ({ page }, { project }) => {
    await openMap(page, address);
    const view = page.viewportSize()!;
    const before = await pinCentres(page);
    const slugs = crowded(before, view, TRIED).slice(0, TRIED);
    expect(slugs.length).toBeGreaterThan(5);
    const press = (at: Point) => (project.use.hasTouch ? page.touchscreen.tap(at.x, at.y) : page.mouse.click(at.x, at.y));
    let tried = 0;

    for (const slug of slugs) {
      if (tried > 0) await openMap(page, address);
      const at = before.get(slug)!;
      if (!(await reachable(page, at))) continue;
      tried += 1;
      await press(at);
      const fanned = page.locator(`.pin--fanned[data-slug="${slug}"]`);
      const chosen = page.locator(`#panel[data-slug="${slug}"]`);
      await expect(fanned.or(chosen).first(), slug).toBeVisible();
      if (await fanned.isVisible()) {
        const box = (await fanned.boundingBox())!;
        await press({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
      }
      await expect(chosen, slug).toBeVisible();
    }
    expect(tried, "pins that were tried").toBeGreaterThan(2);
  });
}
