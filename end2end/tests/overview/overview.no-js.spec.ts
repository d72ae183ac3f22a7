// The overview without a script: everything is a link or a form.
import { number } from "../../support/house";
import { expect, signIn, test, words } from "../../support/people";

test.beforeEach(async ({ page }) => signIn(page, "ex-demo"));

test("filters, figures, order and comparison are addresses, in English", async ({ page }) => {
  await page.goto("/overview?lang=en");
  await page.locator("#kind").selectOption("secondary");
  await page.locator("#weeks").selectOption("4");
  await page.locator(".controls button").click();
  await expect(page).toHaveURL(/kind=secondary/);
  const figure = page.locator(".parts a.figure").first();
  const counted = number(await figure.textContent());
  await figure.click();
  await expect(page.locator("tbody th[scope=row]")).toHaveCount(counted);
  await page.locator("thead th", { hasText: words.en.item_newest }).first().locator("a").click();
  await expect(page.locator("th[aria-sort=descending]").first()).toBeVisible();
  await page.goto("/overview/compare?compare=1");
  await page.locator("#add").selectOption("2");
  await page.locator(".controls button").click();
  await expect(page.locator(".compare__do")).toHaveCount(2);
  const first = page.locator(".compare thead th").nth(1);
  await first.locator("a", { hasText: words.en.overview_compare_sort }).click();
  await expect(page).toHaveURL(/by=-1#compared$/);
  await expect(page.locator(".compare th[aria-sort=descending]")).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.lang).catch(() => "en")).toBe("en");
});

test("a day that is over is marked, one ahead or too early is explained, the unknown is named", async ({ page }) => {
  await page.goto("/overview");
  const first = await page.locator("#on").getAttribute("min");
  await page.locator("#on").fill(first!);
  await page.locator(".controls button").click();
  await expect(page.locator(".past")).toBeVisible();
  await page.locator(".past a").click();
  await expect(page.locator(".past")).toHaveCount(0);
  for (const odd of ["on=2999-01-01", "on=1999-01-01", "item=p99&cluster=77", "sort=size"]) {
    await page.goto(`/overview?${odd}`);
    await expect(page.locator(".note").first(), odd).toBeVisible();
    await expect(page.locator(".overview__sentence"), odd).toBeVisible();
  }
});

test("presenting moves by its links and ends where it began", async ({ page }) => {
  await page.goto("/overview?kind=primary");
  await page.locator(".controls__more a", { hasText: words.th.overview_present }).click();
  await page.locator(".present__steps a", { hasText: "3" }).click();
  await expect(page.locator("#slide-3")).toBeInViewport();
  await page.locator(".present__steps a", { hasText: words.th.overview_present_end }).click();
  await expect(page).toHaveURL(/\/overview\?kind=primary$/);
});
