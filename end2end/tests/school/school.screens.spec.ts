// The page of a school, on a desktop and on a phone.
import { expectToFit, lookAt } from "../../support/look";
import { expect, test } from "../../support/people";

/** Schools of the demo, by what has become of them. */
const schools = { open: "9900010001", closed: "9800000090", nowhere: "0000000000" };

test.use({ expectedFaults: /status of 404/ });

test("the page of a school shows what became of it, fits, and can be used by everybody", async ({ page }, { project }) => {
  for (const [name, code] of Object.entries(schools)) {
    for (const lang of ["th", "en"]) {
      await page.goto(`/schools/${code}?lang=${lang}`);
      await expect(page.locator("h1")).toBeVisible();
      if (name !== "nowhere") await expect(page.locator("tbody tr")).not.toHaveCount(0);
      if (lang === "th") await lookAt(page, `pages/${project.name}-school-${name}`);
      else await expectToFit(page, `${name} in English`);
    }
  }
});
