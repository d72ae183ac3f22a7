// A district's page of another day, on a desktop and on a phone.
import { expectToFit, lookAt } from "../../support/look";
import { expect, test, words } from "../../support/people";
import { ago } from "./days";

/** Each kind of day: its date, whether it is over, whether it is explained; and which of them axe looks at. */
const days = [
  { name: "recorded", on: ago(1), isOver: true, isExplained: false, isLookedAt: true },
  { name: "before", on: ago(200), isOver: true, isExplained: false, isLookedAt: false },
  { name: "too-early", on: "2001-01-01", isOver: true, isExplained: true, isLookedAt: true },
  { name: "ahead", on: "2999-01-01", isOver: false, isExplained: true, isLookedAt: false },
];

for (const lang of ["th", "en"] as const) {
  test(`the page of a day says which day it is, fits, and leads back to today, in ${lang}`, async ({ page }, { project }) => {
    for (const { name, on, isOver, isExplained, isLookedAt } of days) {
      await page.goto(`/districts/p-chiang-mai-1?on=${on}&lang=${lang}`);
      await expect(page.locator(".past"), name).toHaveCount(isOver ? 1 : 0);
      await expect(page.locator("main > * > .note[role=status]"), name).toHaveCount(isExplained ? 1 : 0);
      if (isLookedAt && lang === "th") await lookAt(page, `pages/${project.name}-district-day-${name}`);
      else await expectToFit(page, name);
      if (isOver) {
        await page.getByRole("link", { name: words[lang].overview_back_to_today }).click();
        await expect(page).toHaveURL(/\/districts\/p-chiang-mai-1$/);
        await expect(page.locator(".past")).toHaveCount(0);
      }
    }
  });
}
