// What the specs of a district's page of another day share, on a desktop and on a phone.
import { expectAccessible } from "../../support/axe";
import { expect, test, words } from "../../support/people";

/** So many days ago, as a date field has it. */
export const ago = (days: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Bangkok" }).format(Date.now() - days * 86_400_000);

/** Looks at the page of a day as a visitor does. */
export function looksAtDays(): void {
  for (const lang of ["th", "en"] as const) {
    for (const [name, on] of [["recorded", ago(1)], ["before", ago(200)], ["too-early", "2001-01-01"], ["ahead", "2999-01-01"]]) {
      test(`the page of a day, ${name}, in ${lang}`, async ({ page }, { project }) => {
        await page.goto(`/districts/p-chiang-mai-1?on=${on}&lang=${lang}`);
        await expect(page.locator(".past")).toHaveCount(name === "ahead" ? 0 : 1);
        await expect(page.locator("main > * > .note[role=status]")).toHaveCount(["too-early", "ahead"].includes(name) ? 1 : 0);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: `results/pages/${project.name}-district-day-${name}-${lang}.png`, fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wide, "nothing is wider than the screen").toBeLessThanOrEqual(0);
        await expectAccessible(page);
        if (name !== "ahead") {
          await page.getByRole("link", { name: words[lang].overview_back_to_today }).click();
          await expect(page).toHaveURL(/\/districts\/p-chiang-mai-1$/);
        }
        await expect(page.locator(".past")).toHaveCount(0);
      });
    }
  }
}
