// What a list of schools would do, as it looks on a phone.
import { expectAccessible } from "./axe";
import { check, codeOf, list } from "./schools-import";
import { expect, people, signIn, test, words } from "./people";

// One after the other: a sender has one list at a time.
test.describe.configure({ mode: "serial" });

for (const lang of ["th", "en"] as const) {
  test(`what a list would do can be read by everybody in ${lang}`, async ({ page }, { project }) => {
    await signIn(page, people.AD);
    const code = await codeOf(page, "p-phrae-2");
    await page.goto(`/help?lang=${lang}`);
    const look = async (name: string) => {
      await page.screenshot({ path: `results/schools/${project.name}-${name}-${lang}.png`, fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, "nothing is wider than the screen").toBeLessThanOrEqual(0);
      await expectAccessible(page);
    };
    await check(page, list([["9890000003", "-4", code], ["9890000004", "5", "9999999999"]]));
    await expect(page.locator(".faults li")).toHaveCount(2);
    await look("refused");
    await check(page, list([["9890000003", "4", code]]));
    await expect(page.locator('form[action="/do/apply_schools"] button')).toBeVisible();
    await look("changes");
    // Headings that no test names, so that nothing is remembered.
    await check(page, list([["9890000003", "4", code]], "เลขกำกับ,สถานที่เรียน,ช่วงที่สอน,สังกัด,หมายเหตุ"));
    await expect(page.locator("details.more select")).toHaveCount(5);
    await expect(page.locator(".note--error")).toContainText(words[lang].school_column_code!);
    await look("columns");
  });
}
