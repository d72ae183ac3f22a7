// What every test shares: the words of the product, and the rules that hold on every page.
import { test as base, expect, type Page } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

type Words = Record<string, string>;
const locales = resolve(import.meta.dirname, "../../app/words/locales");

/** All words of a language: of `th.json`, or of as many `<area>.th.json` as there are. */
function locale(lang: string): Words {
  const files = readdirSync(locales).filter((name) => name === `${lang}.json` || name.endsWith(`.${lang}.json`));
  if (files.length === 0) throw new Error(`no words in "${lang}" in ${locales}`);
  return Object.assign({}, ...files.map((name) => JSON.parse(readFileSync(join(locales, name), "utf8")) as Words));
}

/** The product's own words, so that a change of wording breaks no test. */
export const words = { th: locale("th"), en: locale("en") };

/** Every district there is. A fact of the office, checked here and nowhere in the code. */
export const DISTRICTS = { all: 245, primary: 183, secondary: 62 };

type House = { expectedFaults: RegExp; watch: void };

/** Chromium says this by itself when the next page is asked for before the change of pages has been drawn. */
const CUT_SHORT = /^thrown: Transition was (aborted|skipped)/;

/** And this, some seconds after a page whose scripts it does not run. */
const UNUSED = /\.wasm was preloaded using link preload but not used/;

/** Fails a test whose page complains in the console, throws, or asks another host for anything. */
export const test = base.extend<House>({
  expectedFaults: [/^$/, { option: true }],
  watch: [
    async ({ page, baseURL, javaScriptEnabled, expectedFaults }, use) => {
      const faults: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
      });
      page.on("pageerror", (error) => faults.push(`thrown: ${error.message}`));
      page.on("request", (request) => {
        const url = new URL(request.url());
        const ours = url.origin === baseURL || ["data:", "blob:"].includes(url.protocol);
        if (!ours) faults.push(`third party: ${request.url()}`);
      });
      await use();
      const expected = [expectedFaults, CUT_SHORT, ...(javaScriptEnabled === false ? [UNUSED] : [])];
      expect(faults.filter((fault) => !expected.some((one) => one.test(fault)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Pins as Leaflet shows them, and as the server draws them. */
export const LIVE_PINS = "#map .map__live .pin[data-slug]";
export const DRAWN_PINS = "#map .map__still .pin[data-slug]:not([hidden])";

/** Chooses a kind of district; nothing for both. */
export const chooseKind = (page: Page, kind: "" | "primary" | "secondary") =>
  page.locator("#filters .segment", { has: page.locator(`input[value="${kind}"]`) }).click();

/** Opens an address and waits until the map has come alive. */
export async function openMap(page: Page, address = "/"): Promise<void> {
  await page.goto(address);
  await alive(page);
}

/** Waits until Leaflet has taken over from the drawn map. */
export async function alive(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("data-live", "map", { timeout: 15_000 });
}

/** Slugs of the list, in its order. */
export async function listed(page: Page): Promise<string[]> {
  return page.locator("#list li[data-slug]").evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.slug!));
}

/** A number as the page writes it. */
export const number = (text: string | null): number => Number((text ?? "").replace(/[^0-9]/g, ""));

export type Point = { x: number; y: number };

/** The middle of each pin on the screen, by slug. */
export async function pinCentres(page: Page, pins = LIVE_PINS): Promise<Map<string, Point>> {
  const pairs = await page.locator(pins).evaluateAll((all) =>
    all.map((pin) => {
      const box = pin.querySelector("use")!.getBoundingClientRect();
      return [(pin as HTMLElement).dataset.slug!, { x: box.x + box.width / 2, y: box.y + box.height / 2 }] as const;
    }),
  );
  return new Map(pairs);
}
