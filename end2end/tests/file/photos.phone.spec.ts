// Photos on a phone: chosen as the camera's are, a document refused with a sentence, nothing wider than the screen.
import { expectAccessible } from "../../support/axe";
import { picture } from "./evidence";
import { expect, reporterOf, signIn, test, words } from "../../support/people";
import { naturalWidth, officeForm, put } from "./photos";

const SLUG = "p-nonthaburi-2";
const plan = { name: "แผน.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") };

test("the office's photo is taken on a phone and fits on its page", async ({ page }) => {
  test.setTimeout(60_000);
  await signIn(page, reporterOf(SLUG));
  await page.goto(`/districts/${SLUG}/edit`);
  const form = officeForm(page);
  await expect(form.locator("input[type=file]")).toHaveAttribute("accept", "image/jpeg,image/png,image/webp");
  await form.locator("[name=alt]").fill("ป้ายสำนักงานหน้าอาคาร");
  await form.locator("label", { has: page.locator("input[value=nobody]") }).tap();
  await form.locator("input[type=file]").setInputFiles(plan);
  await put(form);
  await expect(page.locator("#photo-office-file-error")).toHaveText(`${plan.name}: ${words.th.photo_only_pictures}`);
  await expect(form.locator("[name=alt]")).toHaveValue("ป้ายสำนักงานหน้าอาคาร");
  await expect(form.locator("input[value=nobody]")).toBeChecked();
  await expectAccessible(page);
  await form.locator("input[type=file]").setInputFiles(picture("office.png", 43));
  await put(form);
  await expect(page.locator(".note--done")).toHaveText(words.th.profile_saved!);
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await wide(), "nothing is wider than the screen").toBeLessThanOrEqual(0);
  await page.screenshot({ path: "results/photos/edit-phone.png", fullPage: true });
  await page.goto(`/districts/${SLUG}`);
  const office = page.locator(".office img");
  await office.scrollIntoViewIfNeeded();
  await expect.poll(() => naturalWidth(office)).toBe(320);
  expect(await wide(), "nothing is wider than the screen").toBeLessThanOrEqual(0);
  await page.screenshot({ path: "results/photos/page-phone.png", fullPage: true });
  await expectAccessible(page);
});
