// Thai first, English when asked, remembered.
import { expect, test, words } from "../../support/house";

test("Thai is the first language, whatever the browser prefers", async ({ browser, baseURL }) => {
  const page = await (await browser.newContext({ baseURL, locale: "en-GB" })).newPage();
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "th");
  await page.context().close();
});

test("a choice is remembered and keeps the view", async ({ page }) => {
  await page.goto("/?kind=secondary");
  await page.locator("header a[hreflang=en]").click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveURL(/kind=secondary/);
  await page.goto("/about");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("nav").first()).toContainText(words.en.nav_map);

  await page.locator("header a[hreflang=th]").click();
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "th");
});

test("a shared link speaks its own language and does not overrule a choice made before", async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: "lang", value: "th", url: baseURL! }]);
  await page.goto("/?lang=en");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const cookies = await context.cookies();
  expect(cookies.find((cookie) => cookie.name === "lang")?.value).toBe("th");
});

test("no visitor gets a cookie without choosing", async ({ page, context }) => {
  await page.goto("/");
  expect(await context.cookies()).toEqual([]);
});
