// A district's data without JavaScript: mistakes by their field, two who fill in the same, the pin.
import { demoURL, expect, people, reporterOf, signIn, test, words } from "../../support/people";

// Chromium warns of the WebAssembly that waits for scripts, on a page that stays open for some seconds.
test.use({ expectedFaults: /was preloaded using link preload/ });

test("a mistake stands by its field and nothing typed is lost", async ({ page }) => {
  await signIn(page, reporterOf("p-nan-1"));
  await page.goto("/districts/p-nan-1/edit");
  await page.locator("#fact-telephone").fill("12");
  await page.locator("#fact-address").fill("(ตัวอย่าง) เลขที่ ๙");
  await page.locator("form", { has: page.locator("#fact-telephone") }).locator("button[type=submit]").click();
  await expect(page.locator("#fact-telephone")).toHaveValue("12");
  await expect(page.locator("#fact-telephone")).toBeFocused();
  await expect(page.locator("#fact-telephone-error")).toHaveText(words.th.bad_telephone);
  await expect(page.locator("#fact-address")).toHaveValue("(ตัวอย่าง) เลขที่ ๙");
});

test("who fills in what another has saved meanwhile sees both", async ({ page, context }) => {
  await signIn(page, reporterOf("p-nan-1"));
  const other = await context.newPage();
  for (const one of [page, other]) await one.goto("/districts/p-nan-1/edit");
  const save = async (tab: typeof page, text: string) => {
    await tab.locator("#fact-email").fill(text);
    await tab.locator("form", { has: tab.locator("#fact-email") }).locator("button[type=submit]").click();
  };
  await save(other, "first@example.org");
  await expect(other.locator(".note--done")).toHaveText(words.th.profile_saved);
  await save(page, "second@example.org");
  await expect(page.locator(".note[role=alert]")).toHaveText(words.th.profile_conflict);
  await expect(page.locator("#fact-email")).toHaveValue("second@example.org");
  await expect(page.locator("#fact-email-other")).toContainText("first@example.org");
  await save(page, "second@example.org");
  await expect(page.locator(".note--done")).toHaveText(words.th.profile_saved);
});

test("the director moves the pin on everybody's map; a swapped position is recognised", async ({ page, browser }) => {
  const visitor = await browser.newPage({ baseURL: demoURL, javaScriptEnabled: false });
  const seen = async () => {
    await visitor.goto("/");
    const pin = visitor.locator('.map__still .pin[data-slug="p-bangkok"] svg');
    return [await pin.getAttribute("x"), await pin.getAttribute("y")];
  };
  const before = await seen();
  expect(before[0]).toMatch(/%$/);
  await signIn(page, people.DD);
  await page.goto("/districts/p-bangkok/edit");
  const form = page.locator("form", { has: page.locator("#fact-position") });
  await page.locator("#fact-position").fill("100.5018, 13.7563");
  await form.locator("button[type=submit]").last().click();
  await expect(page.locator("#fact-position")).toHaveValue("100.5018, 13.7563");
  await form.locator('button[name="position"]').click();
  await expect(page.locator(".note--done")).toHaveText(words.th.profile_saved);
  await page.goto("/districts/p-bangkok");
  await expect(page.locator(".district__position")).toHaveText(words.th.position_confirmed);
  expect(await seen()).not.toEqual(before);
  await visitor.close();
  await page.goto("/districts/p-bangkok/edit");
  await page.locator("#fact-position").fill("18.7883, 98.9853");
  await form.locator("button[type=submit]").last().click();
  await expect(page.locator("#fact-position-error")).toHaveText(words.th.reason_outside_provinces);
});
