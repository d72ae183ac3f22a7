// A district's data on a phone: one press from what is missing to its field.
import { expectToFit } from "../../support/look";
import { expectAccessible } from "../../support/axe";
import { expect, reporterOf, signIn, test, words } from "../../support/people";

const here = "/districts/p-nan-2";

test("what is missing is one press away from its field, and is no longer missing afterwards", async ({ page }) => {
  await signIn(page, reporterOf("p-nan-2"));
  await page.goto(here);
  const gaps = page.locator("section.gaps");
  const missing = await gaps.locator("a").count();
  expect(missing).toBeGreaterThan(0);
  await page.goto(`${here}/edit#fact-telephone`);
  const field = page.locator("#fact-telephone");
  await expect(field).toBeFocused();
  await field.fill("๐๕๔ ๗๗๑ ๒๐๒");
  await page.locator("form", { has: field }).locator("button[type=submit]").tap();
  await expect(page.locator(".note--done")).toHaveText(words.th.profile_saved);
  await expect(page.locator("#fact-telephone")).toHaveValue("054-771-202");
  await page.goto(here);
  await expect(page.locator('a[href="tel:054771202"]')).toBeVisible();
  await expectToFit(page, "the page");
});

test("a gap leads to its own field", async ({ page }) => {
  await signIn(page, reporterOf("p-nan-2"));
  await page.goto(here);
  const link = page.locator("section.gaps a").first();
  const target = (await link.getAttribute("href"))!.split("#")[1];
  await link.tap();
  await expect(page.locator(`#${target}`)).toBeInViewport();
});

test("the forms fit and can be used by everybody", async ({ page }) => {
  await signIn(page, "dd-p-bangkok");
  await page.goto("/districts/p-bangkok/edit?lang=en");
  await expectToFit(page, "the forms in English");
  await page.goto("/districts/p-bangkok/edit?lang=th");
  await expectAccessible(page);
});
