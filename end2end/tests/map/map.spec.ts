// The map page as most people use it.
import { chooseKind, DISTRICTS, expect, listed, LIVE_PINS, number, openMap, test, words } from "../../support/house";

test("shows every district as a pin and as a row, the provinces, and the makers of the map", async ({ page }) => {
  await openMap(page);
  await expect(page.locator(LIVE_PINS)).toHaveCount(DISTRICTS.all);
  await expect(page.locator("#list li[data-slug]")).toHaveCount(DISTRICTS.all);
  expect(number(await page.locator("#shown").textContent())).toBe(DISTRICTS.all);
  expect(number(await page.locator("#total").textContent())).toBe(DISTRICTS.all);
  expect(await page.locator("#map path").count()).toBeGreaterThan(0);
  await expect(page.locator("#map")).toContainText("CC BY");
});

test("filters by kind", async ({ page }) => {
  await openMap(page);
  for (const kind of ["primary", "secondary"] as const) {
    await chooseKind(page, kind);
    await expect(page.locator("#list li[data-slug]")).toHaveCount(DISTRICTS[kind]);
    await expect(page.locator(LIVE_PINS)).toHaveCount(DISTRICTS[kind]);
    expect(number(await page.locator("#shown").textContent())).toBe(DISTRICTS[kind]);
    expect(number(await page.locator("#total").textContent())).toBe(DISTRICTS.all);
  }
});

test("filters by cluster and province together, and every district is in some cluster", async ({ page }) => {
  await openMap(page);
  const cluster = page.locator("#filters [name=cluster]");
  const numbers = await cluster.locator("option").evaluateAll((all) =>
    all.map((option) => (option as HTMLOptionElement).value).filter(Boolean),
  );
  expect(numbers).toHaveLength(18);
  let sum = 0;
  for (const no of numbers) {
    await cluster.selectOption(no);
    await expect(page).toHaveURL(new RegExp(`[?&]cluster=${no}(&|$)`));
    const rows = await listed(page);
    expect(rows.length).toBeGreaterThan(0);
    expect(await page.locator(LIVE_PINS).count()).toBe(rows.length);
    sum += rows.length;
  }
  expect(sum).toBe(DISTRICTS.all);

  await cluster.selectOption("");
  await page.locator("#filters [name=province]").selectOption("50");
  await expect(page.locator("#shown")).not.toHaveText(String(DISTRICTS.all));
  const chiangMai = await listed(page);
  expect(chiangMai.length).toBeGreaterThan(3);
  expect(chiangMai.length).toBeLessThan(12);
});

test("filters by an item of the year and by the kind of the newest report", async ({ page }) => {
  await openMap(page);
  const item = page.locator("#filters [name=item]");
  await expect(item.locator("optgroup")).toHaveCount(3);
  const names = await item.locator("option").evaluateAll((all) =>
    all.map((option) => (option as HTMLOptionElement).value).filter(Boolean),
  );
  expect(names).toHaveLength(21);
  await item.selectOption(names[0]);
  await expect(page).toHaveURL(new RegExp(`[?&]item=${encodeURIComponent(names[0])}(&|$)`));
  await expect(page.locator(LIVE_PINS)).toHaveCount(DISTRICTS.all);
  expect(number(await page.locator("#legend [data-status=never] .count").textContent())).toBe(DISTRICTS.all);

  // Nobody has reported anything here.
  await page.locator("#filters [name=report]").selectOption("output");
  await expect(page).toHaveURL(/[?&]report=output/);
  await expect(page.locator(LIVE_PINS)).toHaveCount(0);
  await expect(page.getByText(words.th.map_empty)).toBeVisible();
  await page.goBack();
  await expect(page.locator("#filters [name=report]")).toHaveValue("");
  await page.locator("#legend .clear").click();
  await expect(item).toHaveValue("");
  await expect(page).not.toHaveURL(/item=|report=/);
});

test("the legend filters, and its counts add up to the number shown, and to the whole", async ({ page }) => {
  await openMap(page);
  const counts = async () =>
    (await page.locator("#legend [data-status] .count").allTextContents()).map(number).reduce((a, b) => a + b, 0);
  await expect(page.locator("#legend [data-status]")).toHaveCount(4);
  expect(await counts()).toBe(DISTRICTS.all);

  await chooseKind(page, "secondary");
  await expect.poll(counts).toBe(DISTRICTS.secondary);

  await page.locator("#legend [data-status=never]").click();
  await expect(page).toHaveURL(/[?&]status=never/);

  await page.goto("/?status=never");
  expect(number(await page.locator("#shown").textContent())).toBe(
    number(await page.locator("#legend [data-status=never] .count").textContent()),
  );
});

test("a chosen pin opens its panel, the list follows, and back closes it", async ({ page }) => {
  await openMap(page, "/?kind=primary&at=18.3,100.8,12");
  const slug = "p-nan-1";
  const pin = page.locator(`#map .map__live .pin[data-slug="${slug}"]`);
  await pin.click();
  await expect(page.locator("#panel")).toHaveAttribute("data-slug", slug);
  await expect(page.locator(`#list li[data-slug="${slug}"]`)).toBeInViewport();
  await expect(page).toHaveURL(new RegExp(`district=${slug}`));
  await expect(page.locator(`#panel a[href^="/districts/${slug}"]`)).toBeVisible();

  await page.goBack();
  await expect(page).not.toHaveURL(/district=/);
  await expect(page.locator("#panel[data-slug]")).toHaveCount(0);
});

test("choosing in the list moves the map", async ({ page }) => {
  await openMap(page, "/?at=8.0,98.9,12");
  const slug = "p-chiang-rai-1";
  await page.locator(`#list li[data-slug="${slug}"] a`).click();
  await expect(page.locator("#panel")).toHaveAttribute("data-slug", slug);
  await expect(page.locator(`#map .map__live .pin[data-slug="${slug}"]`)).toBeInViewport();
});

test("an address reproduces the view, in another browser too", async ({ page, browser }) => {
  await openMap(page, "/?at=19.2000,99.2000,5.00");
  await chooseKind(page, "primary");
  await page.locator("#search").fill("เชียง");
  await expect(page).toHaveURL(/q=/);
  const first = page.locator("#list li[data-slug]").first();
  const slug = await first.getAttribute("data-slug");
  await first.locator("a").click();
  await expect(page).toHaveURL(new RegExp(`district=${slug}`));
  // The panel would cover the pin, so the map moves; the address follows when it lies still.
  await expect(page).not.toHaveURL(/at=19\.2000,99\.2000/);
  const rows = await listed(page);
  const before = await page.locator(`#map .map__live .pin[data-slug="${slug}"]`).boundingBox();

  const other = await browser.newPage({ viewport: page.viewportSize()! });
  await openMap(other, page.url());
  await expect(other.locator("#panel")).toHaveAttribute("data-slug", slug!);
  await expect(other.locator("#search")).toHaveValue("เชียง");
  await expect(other.locator("#filters input[value=primary]")).toBeChecked();
  expect(await listed(other)).toEqual(rows);
  const after = await other.locator(`#map .map__live .pin[data-slug="${slug}"]`).boundingBox();
  expect(Math.abs(after!.x - before!.x)).toBeLessThan(3);
  expect(Math.abs(after!.y - before!.y)).toBeLessThan(3);
  await other.close();
});

test("an empty result says so, and offers the way out", async ({ page }) => {
  await openMap(page, "/?q=zzzzzz");
  await expect(page.locator("#list li[data-slug]")).toHaveCount(0);
  await expect(page.locator(LIVE_PINS)).toHaveCount(0);
  await expect(page.getByText(words.th.map_empty)).toBeVisible();
  await page.locator("#legend .clear").click();
  await expect(page.locator(LIVE_PINS)).toHaveCount(DISTRICTS.all);
});
