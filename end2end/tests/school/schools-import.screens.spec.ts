// What a list of schools would do, as it looks on a desk and on a phone.
import { type Page } from "@playwright/test";
import { expectToFit, inLanguage, lookAt } from "../../support/look";
import { expect, people, signIn, test, words } from "../../support/people";
import { check, codeOf, list } from "./schools-import";

/** Looks at what a list would do in Thai, and whether it fits in English too. */
async function look(page: Page, name: string): Promise<void> {
  await lookAt(page, `schools/${test.info().project.name}-${name}`);
  await page.goto(inLanguage(page.url(), "en"));
  await expectToFit(page, `${name} in English`);
  await page.goto("/help?lang=th");
}

test("what a list would do can be read by everybody", async ({ page }, { project }) => {
  // A sender has one list at a time.
  await signIn(page, project.name === "phone" ? people.AD : people.ML);
  const code = await codeOf(page, "p-phrae-2");
  await check(page, list([["9890000003", "-4", code], ["9890000004", "5", "9999999999"]]));
  await expect(page.locator(".faults li")).toHaveCount(2);
  await look(page, "refused");
  await check(page, list([["9890000003", "4", code]]));
  await expect(page.locator('form[action="/do/apply_schools"] button')).toBeVisible();
  await look(page, "changes");
  // Headings that no test names, so that nothing is remembered.
  await check(page, list([["9890000003", "4", code]], "เลขกำกับ,สถานที่เรียน,ช่วงที่สอน,สังกัด,หมายเหตุ"));
  await expect(page.locator("details.more select")).toHaveCount(5);
  await expect(page.locator(".note--error")).toContainText(words.th.school_column_code!);
  await look(page, "columns");
});
