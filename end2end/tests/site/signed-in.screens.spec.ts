// What each role meets when signed in, both languages: no fault, nothing for axe to find, a picture to look at.
import { expectAccessible } from "../../support/axe";
import { expect, people, reporterOf, signIn, test } from "../../support/people";

type Role = keyof typeof people;

/** Pages by name: the roles that look at them, and the address. */
const pages: Record<string, [Role[], string]> = {
  "own-district": [["DR", "DD"], "/districts/p-bangkok"],
  "other-district": [["DR", "RV", "EX", "AD"], "/districts/p-chiang-mai-2"],
  "district-of-the-bureau": [["ME", "BO"], "/districts/p-bangkok"],
  "district-schools": [["DR", "EX"], "/districts/p-bangkok/schools"],
  "district-edit": [["DR", "DD"], "/districts/p-bangkok/edit"],
  "district-known": [["DR", "ME"], "/districts/p-chiang-mai-1"],
  waiting: [["ME", "ML", "BO"], "/waiting"],
  refused: [["DR"], "/waiting"],
  account: [["DD", "AD"], "/account"],
  overview: [["EX", "DR"], "/overview"],
  "overview-of-a-day": [["EX"], "/overview?on=2026-11-01&kind=secondary"],
  "overview-districts": [["EX"], "/overview/districts"],
  "overview-compare": [["EX"], "/overview/compare?compare=1,2"],
  presenting: [["EX"], "/overview?present=1"],
  cluster: [["EX"], "/clusters/2570/1"],
  item: [["ME"], "/items/2570/p1"],
  accounts: [["AD"], "/admin/accounts"],
  "account-new": [["AD"], "/admin/accounts/new"],
  "accounts-import": [["AD"], "/admin/accounts/import"],
  schools: [["ME", "AD"], "/admin/schools"],
};

test.use({ expectedFaults: /status of 403/ });

for (const lang of ["th", "en"]) {
  for (const [name, [roles, address]] of Object.entries(pages)) {
    for (const role of roles) {
      test(`${name} as ${role} in ${lang}`, async ({ page }, { project }) => {
        await signIn(page, people[role]);
        await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${lang}`);
        await expect(page.locator(".bar__account")).toHaveAttribute("href", "/account");
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: `results/signed-in/${project.name}-${name}-${role}-${lang}.png`, fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wide, "nothing is wider than the screen").toBeLessThanOrEqual(0);
        await expectAccessible(page);
      });
    }
  }
}

test("each officer begins on the own district, the bureau on what waits", async ({ page }) => {
  await signIn(page, reporterOf("p-nan-1"));
  await page.goto("/");
  await page.locator(".bar__nav a[href='/districts/p-nan-1#report']").click();
  await expect(page.locator("#report")).toBeVisible();
});
