// Filling in and sending the report's form, and finding a report again.
import { type Browser, type Locator, type Page } from "@playwright/test";
import { demoURL, expect, reporterOf, signIn } from "./people";

export type Kind = "on_plan" | "adjusted" | "output";

/** Chooses a kind as a person does: by its line. */
export const chooseKind = (page: Page, kind: Kind) =>
  page.locator("#report label", { has: page.locator(`input[name=kind][value=${kind}]`) }).click();

/** Fills in text and, by name, whatever else is given. */
export async function fillReport(page: Page, kind: Kind, text: string, more: Record<string, string> = {}): Promise<void> {
  await chooseKind(page, kind);
  await page.locator("#report [name=text]").fill(text);
  for (const [name, value] of Object.entries(more)) await page.locator(`#report [name=${name}]`).fill(value);
}

/** Sends the form; the report stands in its line then. */
export async function sendReport(page: Page, text: string): Promise<void> {
  await page.locator("#report button[type=submit]").click();
  await expect(page.locator("#report .note--done")).toBeVisible();
  await page.goto(new URL(page.url()).pathname);
  await expect(reportWith(page, text)).toHaveCount(1);
}

/** The report with this text, be it folded or not. */
export const reportWith = (page: Page, text: string): Locator => page.locator("article.report", { hasText: text });

/** Unfolds the older reports around one. */
export async function unfold(page: Page): Promise<void> {
  await page.locator("#lines .item-line > details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
}

/** Unfolds what is said in a report's form, types it and sends it. */
export async function say(report: Locator, verb: string, text: string): Promise<void> {
  const form = report.locator("details.more", { has: report.page().locator("summary", { hasText: new RegExp(`^${verb}$`) }) });
  if ((await form.getAttribute("open")) === null) await form.locator("summary").click();
  await form.locator("textarea").fill(text);
  await form.locator("button[type=submit]").click();
}

/** The same page for somebody who is not signed in. */
export async function asPublic(browser: Browser, address: string, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ baseURL: demoURL });
  const page = await context.newPage();
  await page.goto(address);
  await look(page);
  await context.close();
}

/** Reports as the district's reporter, past the browser's pages. */
export async function reportFor(page: Page, slug: string, text: string): Promise<void> {
  await signIn(page, reporterOf(slug));
  await page.goto(`${demoURL}/districts/${slug}`);
  await expect(page.locator("#report form[data-awake]")).toBeVisible();
  await page.locator("#report textarea[name=text]").fill(text);
  await page.locator("#report button[type=submit]").click();
  await expect(page.locator("#report .note--done")).toBeVisible();
}
