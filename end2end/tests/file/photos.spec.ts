// An office puts up photos of its building and of its director; everybody sees them, and no longer once they are off.
import { expectAccessible } from "../../support/axe";
import { picture } from "./evidence";
import { expect, reporterOf, signIn, test, words } from "../../support/people";
import { firstPerson, naturalWidth, officeForm, put } from "./photos";
import { asPublic } from "../../support/reporting";

const SLUG = "p-nonthaburi-1";

test("photos of the office and of its director are put up, seen by everybody, and taken off", async ({ page, browser }) => {
  test.setTimeout(60_000);
  await signIn(page, reporterOf(SLUG));
  await page.goto(`/districts/${SLUG}/edit`);
  const form = officeForm(page);
  await form.locator("[name=alt]").fill("อาคารสองชั้นริมคลอง");
  await form.locator("label", { has: page.locator("input[value=nobody]") }).click();
  await form.locator("input[type=file]").setInputFiles(picture("office.png", 41));
  await put(form);
  await expect(page.locator(".note--done")).toHaveText(words.th.profile_saved!);
  await expect(officeForm(page).locator("[name=alt]")).toHaveValue("อาคารสองชั้นริมคลอง");
  const { form: own, name } = await firstPerson(page);
  await own.locator("label", { has: page.locator("input[name=consent]") }).click();
  await own.locator("input[type=file]").setInputFiles(picture("face.png", 42));
  await put(own);
  await expect(page.locator(".note--done")).toHaveText(words.th.profile_saved!);
  await page.screenshot({ path: "results/photos/edit-desktop.png", fullPage: true });
  await expectAccessible(page);

  await asPublic(browser, `/districts/${SLUG}`, async (other) => {
    const office = other.locator(".office img");
    await expect(office).toHaveAttribute("alt", "อาคารสองชั้นริมคลอง");
    await office.scrollIntoViewIfNeeded();
    await expect.poll(() => naturalWidth(office)).toBe(320);
    const face = other.locator("img.portrait");
    await expect(face).toHaveAttribute("alt", new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")));
    await expect.poll(() => naturalWidth(face)).toBe(320);
    const box = (await face.boundingBox())!;
    expect([box.width, box.height]).toEqual([56, 56]);
    await other.screenshot({ path: "results/photos/page-desktop.png", fullPage: true });
    await expectAccessible(other);
  });

  const { folded } = await firstPerson(page);
  await folded.locator('form[action="/do/remove_photo"] button').click();
  await expect(page.locator(".note--done")).toHaveText(words.th.photo_removed!);
  await asPublic(browser, `/districts/${SLUG}`, async (other) => {
    await expect(other.locator("img.portrait")).toHaveCount(0);
    await expect(other.locator("svg.portrait").first()).toHaveAttribute("aria-hidden", "true");
  });
});
