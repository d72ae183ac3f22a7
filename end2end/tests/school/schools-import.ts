// Lists of schools to send, made here of invented schools.
import { type Page } from "@playwright/test";
import { demoURL, expect } from "../../support/people";

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
