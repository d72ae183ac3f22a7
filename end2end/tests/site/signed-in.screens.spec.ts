// Every page for who is signed in: nothing for axe to find, nothing wider than the screen, a picture to look at.
//
// Each page is looked at as the role that has most on it; that it is whole for every role, in both languages, is
// held by `server/tests/http/page_product.rs`.
import { expect, people, reporterOf, signIn, test } from "../../support/people";
import { expectToFit, inLanguage, lookAt } from "../../support/look";

type Role = keyof typeof people;

/** Pages by name: the role that looks at them, and the address. */
const pages: Record<string, [Role, string]> = {
  "own-district": ["DD", "/districts/p-bangkok"],
  "other-district": ["RV", "/districts/p-chiang-mai-2"],
  "district-of-the-bureau": ["ME", "/districts/p-bangkok"],
  "district-schools": ["DR", "/districts/p-bangkok/schools"],
  "district-edit": ["DD", "/districts/p-bangkok/edit"],
  "district-known": ["ME", "/districts/p-chiang-mai-1"],
  waiting: ["ML", "/waiting?item=2570/p1&cluster=3"],
  refused: ["DR", "/waiting"],
  account: ["DD", "/account"],
  overview: ["EX", "/overview"],
  "overview-of-a-day": ["EX", "/overview?on=2026-11-01&kind=secondary"],
  "overview-districts": ["EX", "/overview/districts?cluster=3"],
  "overview-compare": ["EX", "/overview/compare?compare=1,2"],
  presenting: ["EX", "/overview?present=1"],
  cluster: ["EX", "/clusters/2570/1"],
  item: ["ME", "/items/2570/p1"],
  accounts: ["AD", "/admin/accounts?q=demo"],
  "account-new": ["AD", "/admin/accounts/new"],
  "accounts-import": ["AD", "/admin/accounts/import"],
  schools: ["AD", "/admin/schools"],
};

/** The same pages with all lines: more of them is nothing new to axe, but one may be too long for the screen. */
const long: Record<string, [Role, string]> = {
  "waiting, whole": ["ML", "/waiting"],
  "overview-districts, whole": ["EX", "/overview/districts"],
  "accounts, whole": ["AD", "/admin/accounts"],
};

/** What axe finds depends on the markup, not on the words: English is looked at where most of it stands. */
const inBoth = ["own-district", "overview"];

test.use({ expectedFaults: /status of 403/ });

const roles = [...new Set(Object.values(pages).map(([role]) => role))];

for (const role of roles) {
  test(`every page of ${role} can be used by everybody`, async ({ page }, { project }) => {
    test.setTimeout(90_000);
    await signIn(page, people[role]);
    for (const [name, [whose, address]] of Object.entries(pages)) {
      if (whose !== role) continue;
      for (const lang of inBoth.includes(name) ? ["th", "en"] : ["th"]) {
        await test.step(`${name} in ${lang}`, async () => {
          await page.goto(inLanguage(address, lang));
          await expect(page.locator(".bar__account")).toHaveAttribute("href", "/account");
          await lookAt(page, `signed-in/${project.name}-${name}-${role}-${lang}`);
        });
      }
    }
  });
}

for (const role of roles) {
  test(`no page of ${role} is wider than the screen`, async ({ page }) => {
    await signIn(page, people[role]);
    const own = ([, [whose]]: [string, [Role, string]]) => whose === role;
    const english = Object.entries({ ...pages, ...long }).filter(own).filter(([name]) => !inBoth.includes(name));
    const looks = [...Object.entries(long).filter(own).map((one) => ["th", one] as const), ...english.map((one) => ["en", one] as const)];
    for (const [lang, [name, [, address]]] of looks) {
      await page.goto(inLanguage(address, lang), { waitUntil: "domcontentloaded" });
      await expect(page.locator(".bar__account")).toHaveAttribute("href", "/account");
      await expectToFit(page, `${name} in ${lang}`);
    }
  });
}

test("each officer begins on the own district", async ({ page }) => {
  await signIn(page, reporterOf("p-nan-1"));
  await page.goto("/");
  await page.locator(".bar__nav a[href='/districts/p-nan-1#report']").click();
  await expect(page.locator("#report")).toBeVisible();
});
