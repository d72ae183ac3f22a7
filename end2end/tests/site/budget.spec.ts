// What a first visit may weigh: whole kB with brotli, by kind and in all.
import { expect, test } from "../../support/house";
import { total, weigh } from "../../support/weigh";

const KB = 1000;
const LIMITS: Record<string, number> = { html: 35, css: 12, fonts: 43, wasm: 160, glue: 6, leaflet: 40 };
const TOTAL = 300;
const REPEAT = 15;

test("a first visit stays within its budget, a second costs next to nothing", async ({ page }) => {
  const { first, again, kept } = await weigh(page);
  for (const [kind, limit] of Object.entries(LIMITS)) {
    expect.soft(Math.round((first[kind] ?? 0) / KB), kind).toBeLessThanOrEqual(limit);
    expect.soft(first[kind], `${kind} is there`).toBeGreaterThan(0);
  }
  expect(total(first) / KB).toBeLessThanOrEqual(TOTAL);
  expect(again / KB, "a second visit").toBeLessThanOrEqual(REPEAT);
  for (const [path, forEver] of Object.entries(kept)) expect(forEver, path).toBe(/^\/(pkg|vendor)\//.test(path));
});
