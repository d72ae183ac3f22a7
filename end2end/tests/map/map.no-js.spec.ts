// Without JavaScript the map page is a page: links, forms, a panel drawn by the server.
import { chooseKind, DISTRICTS, DRAWN_PINS, expect, listed, number, test } from "../../support/house";

test("all pins are there, and each is a link", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator(DRAWN_PINS)).toHaveCount(DISTRICTS.all);
  const hrefs = await page.locator(DRAWN_PINS).evaluateAll((pins) => pins.map((pin) => pin.getAttribute("href")));
  expect(hrefs.every((href) => href?.includes("district="))).toBe(true);
});

test("a pin opens its panel", async ({ page }) => {
  await page.goto("/?kind=secondary");
  const pin = page.locator(DRAWN_PINS).first();
  const slug = await pin.getAttribute("data-slug");
  await page.goto((await pin.getAttribute("href"))!);
  await expect(page.locator("#panel")).toHaveAttribute("data-slug", slug!);
  await expect(page).toHaveURL(/kind=secondary/);
  await page.locator(`#panel a[href^="/districts/${slug}"]`).first().click();
  await expect(page).toHaveURL(new RegExp(`/districts/${slug}`));
});

test("the filter form works", async ({ page }) => {
  await page.goto("/");
  await chooseKind(page, "secondary");
  await page.locator("#filters button[type=submit]").click();
  await expect(page).toHaveURL(/kind=secondary/);
  expect(await listed(page)).toHaveLength(DISTRICTS.secondary);
  expect(number(await page.locator("#shown").textContent())).toBe(DISTRICTS.secondary);
});

test("the form filters by item and by kind of report", async ({ page }) => {
  await page.goto("/");
  const item = page.locator("#filters [name=item]");
  await item.selectOption({ index: 2 });
  const name = await item.inputValue();
  await page.locator("#filters button[type=submit]").click();
  await expect(page).toHaveURL(new RegExp(`item=${encodeURIComponent(name)}`));
  await expect(item).toHaveValue(name);
  await expect(page.locator(DRAWN_PINS)).toHaveCount(DISTRICTS.all);
  await page.locator("#filters [name=report]").selectOption("adjusted");
  await page.locator("#filters button[type=submit]").click();
  await expect(page.locator(DRAWN_PINS)).toHaveCount(0);
  await expect(page.locator("#filters [name=report]")).toHaveValue("adjusted");
});

test("the search field works", async ({ page }) => {
  await page.goto("/");
  await page.locator("#search").fill("กระบี่");
  await page.locator("#search").press("Enter");
  await expect(page).toHaveURL(/q=/);
  const rows = await listed(page);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(10);
  await expect(page.locator(DRAWN_PINS)).toHaveCount(rows.length);
});

test("the legend's marks are links that filter", async ({ page }) => {
  await page.goto("/");
  await page.locator("#legend [data-status=never]").click();
  await expect(page).toHaveURL(/status=never/);
});
