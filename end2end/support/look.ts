// A page as somebody looks at it: complete, no wider than the screen, a picture of it kept.
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "./axe";

/** Fails where something makes the page scroll sideways. */
export async function expectToFit(page: Page, what: string): Promise<void> {
  const wide = await page.evaluate(async () => {
    await document.fonts.ready;
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
  expect(wide, `${what}: nothing is wider than the screen`).toBeLessThanOrEqual(0);
}

/** The page as it stands: it fits, axe finds nothing, and `results/<name>.png` shows it whole. */
export async function lookAt(page: Page, name: string, { fullPage = true } = {}): Promise<void> {
  await expectToFit(page, name);
  await page.screenshot({ path: `results/${name}.png`, fullPage, scale: "css" });
  await expectAccessible(page, name);
}

/** An address in a language. */
export const inLanguage = (address: string, lang: string): string => `${address}${address.includes("?") ? "&" : "?"}lang=${lang}`;
