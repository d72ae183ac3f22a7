// Schools as dots on the map of the country: below the pins, thinned, named when one presses on them.
import { expectAccessible } from "../../support/axe";
import { openMap } from "../../support/house";
import { expect, test, words } from "../../support/people";
import type { Page } from "@playwright/test";

/** The test looks at pixels; the product does not. */
test.use({ expectedFaults: /willReadFrequently/ });

const canvases = ".leaflet-shadow-pane canvas";

/** Where a dot is on the screen, with no pin near: found by looking at the canvas, as a person does. */
const dot = (page: Page) =>
  page.evaluate((selector) => {
    const isFree = (x: number, y: number) => {
      const under = document.elementFromPoint(x, y);
      return !!under?.closest("#map") && !under.closest(".pin, .panel, .leaflet-bar, .map__credit");
    };
    for (const canvas of document.querySelectorAll<HTMLCanvasElement>(selector)) {
      const box = canvas.getBoundingClientRect();
      const { data, width } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      for (let at = 3; at < data.length; at += 4 * 7) {
        const place = (at - 3) / 4;
        const x = box.x + ((place % width) / width) * box.width;
        const y = box.y + (Math.floor(place / width) / canvas.height) * box.height;
        if (data[at] === 255 && isFree(x, y)) return { x, y };
      }
    }
    return null;
  }, canvases);

const drawn = (page: Page) =>
  page.evaluate((selector) => {
    const isDrawn = (canvas: HTMLCanvasElement) =>
      canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0);
    return [...document.querySelectorAll<HTMLCanvasElement>(selector)].filter(isDrawn).length;
  }, canvases);

test("schools are switched on, stand in the address, and are named by a press", async ({ page }) => {
  await openMap(page, "/?at=18.7000,99.3000,10.00");
  await expect(page.locator(canvases)).toHaveCount(0);
  const box = page.getByLabel(words.th.map_show_schools);
  await box.check();
  await expect(page).toHaveURL(/[?&]schools=1/);
  await expect.poll(() => drawn(page)).toBe(1);
  await page.screenshot({ path: "results/pages/desktop-school-layer.png" });
  const at = (await dot(page))!;
  await page.mouse.click(at.x, at.y);
  await expect(page.locator("#schools-near li").first()).toBeVisible();
  await expect(page.locator("#schools-near li a").first()).toHaveAttribute("href", /\/schools\/\d{10}$/);
  await page.screenshot({ path: "results/pages/desktop-school-layer-near.png" });
  await expectAccessible(page);
  await page.locator(".map__schools .panel__close").click();
  await expect(page.locator(".map__schools")).toBeHidden();
  await box.uncheck();
  await expect(page.locator(canvases)).toHaveCount(0);
  await expect(page).not.toHaveURL(/schools=/);
});

test("a shared address shows them, before and after Leaflet takes over; back takes them away", async ({ page }) => {
  await page.goto("/?schools=1");
  await expect(page.locator(".map__still .school-dots")).toHaveAttribute("d", /^M-?\d+ -?\d+h1/);
  await openMap(page, "/?schools=1");
  await expect.poll(() => drawn(page)).toBe(1);
  await expect(page.locator("[type=checkbox][name=schools]")).toBeChecked();
});

test("a press on nothing names nothing", async ({ page }) => {
  let asked = 0;
  page.on("request", (request) => (asked += Number(request.url().includes("near="))));
  await openMap(page, "/?schools=1&at=9.5000,96.0000,6.00");
  await expect(page.locator(canvases)).toHaveCount(1);
  await page.mouse.click(900, 400);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(asked, "questions about a place without a school").toBe(0);
  await expect(page.locator(".map__schools")).toBeHidden();
});

test("the whole list is asked for once, however the map is moved", async ({ page }) => {
  let asked = 0;
  page.on("request", (request) => (asked += Number(request.url().endsWith("/map/schools.json"))));
  await openMap(page, "/?schools=1");
  await expect.poll(() => drawn(page)).toBe(1);
  for (let turn = 0; turn < 3; turn++) {
    await page.mouse.move(900, 400);
    const before = page.url();
    await page.mouse.wheel(0, -400);
    await expect.poll(() => page.url(), "the address follows when the map lies still").not.toBe(before);
  }
  await page.getByLabel(words.th.map_show_schools).uncheck();
  await page.getByLabel(words.th.map_show_schools).check();
  await expect(page.locator(canvases).first()).toBeVisible();
  expect(asked).toBe(1);
});
