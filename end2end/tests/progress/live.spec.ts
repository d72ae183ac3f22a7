// What one person reports, everybody sees at once, without a reload.
import { type BrowserContext, type Page } from "@playwright/test";
import { alive, LIVE_PINS } from "../../support/house";
import { demoURL, expect, reporterOf, signIn, test, words } from "../../support/people";
import { reportFor as report } from "../../support/reporting";

test.use({ expectedFaults: /Failed to load resource|net::ERR_/ });

/** Seen at once: within two seconds, and a margin for a busy machine that runs two browsers. */
const AT_ONCE = { timeout: 4_000 };

const mark = (page: Page) => page.locator(".live");

/** A map that follows the news. */
async function map(context: BrowserContext, address = "/"): Promise<Page> {
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${demoURL}${address}`);
  await alive(page);
  await expect(mark(page)).toHaveAttribute("data-state", "live");
  return page;
}

const symbol = (page: Page, slug: string) =>
  page.locator(`${LIVE_PINS}[data-slug="${slug}"] use`).getAttribute("href");

/** A district that has never reported, as the map's list has it. */
async function silent(page: Page, after: string): Promise<string> {
  const rows = page.locator("#list li[data-slug]");
  const slugs = await rows.evaluateAll((all) =>
    all.filter((row) => row.querySelector("use")?.getAttribute("href")?.endsWith("never")).map((row) => (row as HTMLElement).dataset.slug!),
  );
  return slugs.filter((slug) => slug.startsWith(after))[0];
}

test("a first report turns the pin, the legend and the list in another browser", async ({ page, browser, context }) => {
  const others = await browser.newContext();
  const watched = await map(others);
  const slug = await silent(watched, "p-");
  const fresh = watched.locator("#legend [data-status=fresh] .count");
  const before = Number(await fresh.textContent());
  const scrolled = await watched.locator(".sheet__body").evaluate((list) => ((list.scrollTop = 300), list.scrollTop));
  expect(await symbol(watched, slug)).toContain("never");
  await report(page, slug, "รายงานแรกที่เห็นทันที");
  await expect.poll(() => symbol(watched, slug), AT_ONCE).toContain("fresh");
  await expect(watched.locator(`#list li[data-slug="${slug}"] use`)).toHaveAttribute("href", /fresh/);
  expect(Number(await fresh.textContent())).toBeGreaterThan(before);
  const counts = await watched.locator("#legend .count").allTextContents();
  expect(counts.map(Number).reduce((sum, count) => sum + count)).toBe(Number(await watched.locator("#shown").textContent()));
  expect(await watched.locator(".sheet__body").evaluate((list) => list.scrollTop)).toBe(scrolled);
  await others.close();
  await context.close();
});

test("what happened while nobody looked is there when the page is looked at again", async ({ page, browser }) => {
  const others = await browser.newContext();
  const watched = await map(others);
  const slug = await silent(watched, "s-");
  await others.setOffline(true);
  await expect(mark(watched)).toHaveAttribute("data-state", "offline");
  await report(page, slug, "รายงานตอนอีกเครื่องหลับ");
  expect(await symbol(watched, slug)).toContain("never");
  await watched.clock.fastForward(60_000);
  await others.setOffline(false);
  await expect.poll(() => symbol(watched, slug), { timeout: 10_000 }).toContain("fresh");
  await expect(watched.locator(".live__since")).toBeVisible();
  await expect(watched.locator(`#list li.since[data-slug="${slug}"]`)).toHaveCount(1);
  await expect(mark(watched)).toHaveAttribute("data-state", "live");
  await others.close();
});

test("a district's lines follow, and what is typed there stays", async ({ page, browser }) => {
  const slug = "p-chiang-rai-4";
  const others = await browser.newContext();
  const watched = await others.newPage();
  await signIn(watched, reporterOf(slug));
  await watched.goto(`${demoURL}/districts/${slug}`);
  await expect(mark(watched)).toHaveAttribute("data-state", "live");
  await watched.locator("#report textarea[name=text]").fill("ยังพิมพ์ไม่จบ");
  await report(page, slug, "บรรทัดใหม่ที่มาเอง");
  await expect(watched.locator("#lines")).toContainText("บรรทัดใหม่ที่มาเอง", AT_ONCE);
  await expect(watched.locator("#report textarea[name=text]")).toHaveValue("ยังพิมพ์ไม่จบ");
  await others.close();
});

test("a page that the browser kept for going back catches up", async ({ page, browser }) => {
  const others = await browser.newContext();
  const watched = await map(others);
  const slug = await silent(watched, "p-u");
  await watched.goto(`${demoURL}/help`);
  await report(page, slug, "ย้อนกลับมาต้องเห็น");
  await watched.goBack();
  await alive(watched);
  await expect.poll(() => symbol(watched, slug), { timeout: 10_000 }).toContain("fresh");
  await expect(watched.locator(".live__words")).toHaveText(words.th.live_live);
  await others.close();
});
