// A photo of who leads the office without JavaScript: not without consent, seen by everybody, taken off.
import { picture } from "./evidence";
import { expect, reporterOf, signIn, test, words } from "../../support/people";
import { firstPerson, put } from "./photos";

const SLUG = "p-pathum-thani-2";

test.use({ expectedFaults: /was preloaded using link preload/ });

test("a person's photo is put up and taken off without JavaScript", async ({ page, context }) => {
  await signIn(page, reporterOf(SLUG));
  await page.goto(`/districts/${SLUG}/edit`);
  const { form } = await firstPerson(page);
  await expect(form.locator("input[name=consent]")).toHaveAttribute("required", "");
  await form.locator("label", { has: page.locator("input[name=consent]") }).click();
  await form.locator("input[type=file]").setInputFiles(picture("face.png", 44));
  await put(form);
  await expect(page.locator(".note--done")).toHaveText(words.th.profile_saved!);
  const { folded } = await firstPerson(page);
  const address = await folded.locator("img.portrait").getAttribute("src");
  await context.clearCookies();
  await page.goto(`/districts/${SLUG}`);
  await expect(page.locator("img.portrait")).toHaveAttribute("src", address!);
  expect((await page.request.get(address!)).status()).toBe(200);
  await signIn(page, reporterOf(SLUG));
  await page.goto(`/districts/${SLUG}/edit`);
  await (await firstPerson(page)).folded.locator('form[action="/do/remove_photo"] button').click();
  await expect(page.locator(".note--done")).toHaveText(words.th.photo_removed!);
  expect((await page.request.get(address!)).status()).toBe(404);
});
