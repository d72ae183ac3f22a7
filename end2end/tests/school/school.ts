// What the specs of a school's page share, on a desktop and on a phone.
import { expectAccessible } from "../../support/axe";
import { expect, test } from "../../support/people";

/** Schools of the demo, by what has become of them. */
const schools = { open: "9900010001", closed: "9800000090", nowhere: "0000000000" };

/** Looks at the page of a school as a visitor does. */
export function looksAtSchools(): void {
  test.use({ expectedFaults: /status of 404/ });

  for (const lang of ["th", "en"] as const) {
    for (const [name, code] of Object.entries(schools)) {
      test(`the page of a school, ${name}, in ${lang}`, async ({ page }, { project }) => {
        await page.goto(`/schools/${code}?lang=${lang}`);
        await expect(page.locator("h1")).toBeVisible();
        if (name !== "nowhere") await expect(page.locator("tbody tr")).not.toHaveCount(0);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: `results/pages/${project.name}-school-${name}-${lang}.png`, fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wide, "nothing is wider than the screen").toBeLessThanOrEqual(0);
        await expectAccessible(page);
      });
    }
  }
}
