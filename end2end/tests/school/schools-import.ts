// Lists of schools to send, made here of invented schools.
import { type Page } from "@playwright/test";
import { expectAccessible } from "../../support/axe";
import { demoURL, expect, people, signIn, test, words } from "../../support/people";

const HEADING = "school_id,name_th,levels,district_code,students";

/** The office code of a district. */
export async function codeOf(page: Page, slug: string): Promise<string> {
  const answer = await page.request.get(`${demoURL}/api/v1/districts`);
  const districts = (await answer.json()) as { slug: string; code: string }[];
  return districts.find((district) => district.slug === slug)!.code;
}

/** A list as a file: lines of code, students and district. */
export const list = (lines: [string, string, string][], heading = HEADING) => ({
  name: "รายชื่อโรงเรียน.csv",
  mimeType: "text/csv",
  buffer: Buffer.from([heading, ...lines.map(([code, students, district]) => `${code},บ้านตัวอย่าง ${code},ประถมศึกษา,${district},${students}`)].join("\n")),
});

/** Sends a list; the page says what it would do. */
export async function check(page: Page, file: ReturnType<typeof list>): Promise<void> {
  await page.goto("/admin/schools");
  await page.locator("#file").setInputFiles(file);
  await page.locator('form[action="/do/check_schools"] button').click();
  await expect(page).toHaveURL(/\/admin\/schools\/checked\/\d+/);
}

/** What a list would do, looked at and read by everybody. One after the other: a sender has one list at a time. */
export function readsWhatAListWouldDo(): void {
  test.describe.configure({ mode: "serial" });

  for (const lang of ["th", "en"] as const) {
    test(`what a list would do can be read by everybody in ${lang}`, async ({ page }, { project }) => {
      await signIn(page, project.name === "phone" ? people.AD : people.ML);
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
}
