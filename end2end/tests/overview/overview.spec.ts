// The overview as an executive uses it: down to one sentence and back, ordered, taken away, on paper, and alive.
import { type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { number } from "../../support/house";
import { expect, signIn, test, words } from "../../support/people";
import { reportFor } from "../../support/reporting";

/** Seen at once: within two seconds, and a margin for a busy machine that runs two browsers. */
const AT_ONCE = { timeout: 4_000 };

const live = (page: Page) => expect(page.locator(".live")).toHaveAttribute("data-state", "live");
const waiting = (page: Page) => page.locator("section[aria-labelledby=waits] .lead");
const scroller = (page: Page) => page.locator(".present__slides");
/** Which slide is on the screen, from 0; between two while it moves. */
const slideOf = (page: Page) => scroller(page).evaluate((all) => (all.scrollLeft / all.clientWidth).toFixed(2));
const rows = (page: Page) => page.locator("tbody th[scope=row]");

test.beforeEach(async ({ page }) => signIn(page, "ex-demo"));

test("from the country to a report by four clicks, and back to the same place", async ({ page }) => {
  await page.goto("/overview");
  const cluster = page.locator(".multiple > a").nth(2);
  await cluster.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  await cluster.click();
  await expect(page).toHaveURL(/\/clusters\/\d+\/3$/);
  await page.locator("section[aria-labelledby^=of-] th[scope=row] a").first().click();
  await expect(page).toHaveURL(/\/districts\//);
  await page.locator("#lines .item-line h3 a").first().click();
  await expect(page).toHaveURL(/\/items\/\d+\/\w+$/);
  await page.locator(".table tbody a").first().click();
  await expect(page.locator("article.report").first()).toBeAttached();
  for (let step = 0; step < 4; step += 1) await page.goBack();
  await expect(page).toHaveURL(/\/overview$/);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(place);
});

test("a cell of a cluster is two clicks from its report", async ({ page }) => {
  await page.goto("/overview");
  await page.locator(".multiple > a").first().click();
  const cell = page.locator(".matrix td a").first();
  const id = (await cell.getAttribute("href"))!.split("#")[1];
  await cell.click();
  await expect(page.locator(`#${id}`)).toBeInViewport();
});

test("filters, the way down and a file give the same number", async ({ page }) => {
  await page.goto("/overview");
  await page.locator("#kind").selectOption("secondary");
  await page.locator("#item").selectOption("p1");
  await page.locator(".controls button").click();
  const figure = page.locator("tr[aria-current] a.figure").first();
  const counted = number(await figure.textContent());
  await figure.click();
  await expect(page).toHaveURL(/last=/);
  await expect(rows(page)).toHaveCount(counted);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("button[value=csv]").click()]);
  const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\n");
  expect(lines.length - 1).toBe(counted);
});

test("a heading orders its table, where it stands", async ({ page }) => {
  await page.goto("/overview");
  const shares = () => page.locator(".items td.number strong").allTextContents();
  const heading = page.locator(".items thead th", { hasText: words.th.overview_active });
  await heading.locator("a").click();
  await expect(heading).toHaveAttribute("aria-sort", "descending");
  await expect(page.locator("#items")).toBeInViewport();
  const falling = (await shares()).map(number);
  expect(falling).toEqual([...falling].sort((a, b) => b - a));
  await heading.locator("a").click();
  await expect(heading).toHaveAttribute("aria-sort", "ascending");
  await heading.locator("a").click();
  await expect(page).toHaveURL(/\/overview#items$/);
});

test("numbers follow a report, and what is in hand stays", async ({ page, browser }) => {
  await page.goto("/overview");
  await live(page);
  const before = await waiting(page).textContent();
  await page.locator(".overview__definitions summary").click();
  const link = page.locator(".items tbody a").first();
  await link.focus();
  const place = await page.evaluate(() => scrollY);
  const others = await browser.newContext();
  await reportFor(await others.newPage(), "p-samut-prakan-1", "ภาพรวมขยับใต้มือ");
  await expect(waiting(page)).not.toHaveText(before!, AT_ONCE);
  await expect(page.locator(".changed").first()).toBeAttached();
  await expect(link).toBeFocused();
  await expect(page.locator(".overview__definitions")).toHaveAttribute("open", "");
  expect(await page.evaluate(() => scrollY)).toBe(place);
  await expect(page.locator(".changed")).toHaveCount(0, { timeout: 5_000 });
  await others.close();
});

test("the line of waiting reports follows, and ticks and the place stay", async ({ page, browser }) => {
  await signIn(page, "me-demo");
  await page.goto("/waiting");
  await live(page);
  const lead = page.locator("#queue .lead");
  const before = await lead.textContent();
  const tick = page.locator("#queue input[name=report]").nth(1);
  await tick.check();
  await page.evaluate(() => scrollTo(0, 400));
  const others = await browser.newContext();
  await reportFor(await others.newPage(), "p-samut-prakan-2", "แถวรอรับทราบยาวขึ้นเอง");
  await expect(lead).not.toHaveText(before!, AT_ONCE);
  await expect(tick).toBeChecked();
  await expect(tick).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(400);
  await others.close();
});

for (const [width, height] of [[1920, 1080], [1280, 720]]) {
  test(`presenting at ${width}×${height} goes by arrow keys, and nothing is cut`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto("/overview?present=1");
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await expect(scroller(page)).toBeFocused();
    const slides = page.locator(".slide");
    const count = await slides.count();
    for (let no = 1; no <= count; no += 1) {
      await expect.poll(() => slideOf(page)).toBe((no - 1).toFixed(2));
      if (width === 1920) await page.screenshot({ path: `results/presenting-${no}.png` });
      const [wide, high] = await slides.nth(no - 1).evaluate((slide) => [slide.scrollWidth - slide.clientWidth, slide.scrollHeight - slide.clientHeight]);
      expect(wide, `slide ${no} is no wider than the screen`).toBeLessThanOrEqual(0);
      expect(high, `slide ${no} is no higher than the screen`).toBeLessThanOrEqual(0);
      if (no < count) await page.keyboard.press("ArrowRight");
    }
  });
}

test("what is presented follows a report, and the part that is looked at stays", async ({ page, browser }) => {
  await page.goto("/overview?present=1");
  await live(page);
  const last = (await page.locator(".slide").count()) - 1;
  await scroller(page).evaluate((all) => all.scrollTo({ left: all.scrollWidth, behavior: "instant" }));
  await expect.poll(() => slideOf(page)).toBe(last.toFixed(2));
  const before = await waiting(page).textContent();
  const others = await browser.newContext();
  await reportFor(await others.newPage(), "p-saraburi-1", "นำเสนอสด");
  await expect(waiting(page)).not.toHaveText(before!, AT_ONCE);
  expect(await slideOf(page)).toBe(last.toFixed(2));
  await expect(scroller(page)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => slideOf(page)).toBe((last - 1).toFixed(2));
  await others.close();
});

/** The width of A4 between its margins of 14 mm, in CSS pixels. */
const A4_WIDTH = Math.floor(((210 - 2 * 14) / 25.4) * 96);

const papers = {
  overview: "/overview?kind=secondary&on=2026-11-01",
  "overview-districts": "/overview/districts?cluster=3",
  compare: "/overview/compare?compare=1,2,p-nan-1,s-chiang-mai&by=-1",
  cluster: "/clusters/2570/3",
  item: "/items/2570/p1",
  "item-of-cluster": "/items/2570/p1?cluster=3",
  district: "/districts/p-bangkok",
};

test("each page on paper has office, view, day and the way back, and nothing is cut", async ({ page }) => {
  await page.setViewportSize({ width: A4_WIDTH, height: 1000 });
  await page.emulateMedia({ media: "print" });
  for (const [name, address] of Object.entries(papers)) {
    await page.goto(address);
    await expect(page.locator(".paper"), name).toContainText(words.th.overview_office);
    await expect(page.locator(".paper"), name).toContainText("2569");
    await expect(page.locator(".paper .qr"), name).toBeVisible();
    await expect(page.locator(".controls:visible"), name).toHaveCount(0);
    const cut = await page.evaluate(async () => {
      await document.fonts.ready;
      const parts = [document.documentElement, ...document.querySelectorAll(".scroll, .card, main")];
      const wide = parts.filter((part) => part.scrollWidth > part.clientWidth + 1);
      return wide.map((part) => `${part.tagName}.${part.className} ${part.scrollWidth} > ${part.clientWidth}`);
    });
    expect(cut, name).toEqual([]);
    await page.pdf({ path: `results/paper-${name}.pdf`, format: "A4", printBackground: true });
  }
});
