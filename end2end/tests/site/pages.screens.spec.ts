// Every page as a visitor sees it: nothing for axe to find, nothing wider than the screen, a picture to look at.
//
// That each page is whole in both languages, for everybody: `server/tests/http/page_product.rs`.
import { axe } from "../../support/axe";
import { alive, expect, test } from "../../support/house";
import { expectToFit, inLanguage, lookAt } from "../../support/look";

const pages: Record<string, string> = {
  map: "/",
  "map-chosen": "/?district=p-chiang-mai-1",
  "map-search": "/?q=%E0%B8%81%E0%B8%A3%E0%B8%B0%E0%B8%9A%E0%B8%B5%E0%B9%88",
  "map-empty": "/?q=zzzz",
  district: "/districts/p-chiang-mai-1",
  about: "/about",
  help: "/help",
  privacy: "/privacy",
  "open-data": "/open-data",
  missing: "/districts/nowhere",
};

/** What axe finds depends on the markup, not on the words: English is looked at where most of it stands. */
const inBoth = ["map", "district"];

type Violation = { nodes: { html: string }[] };

test.use({ expectedFaults: /status of 404/ });

const isMap = (name: string) => name.startsWith("map");

for (const [what, isMeant] of [["the map in each of its states", isMap], ["every other page", (name: string) => !isMap(name)]] as const) {
  test(`${what} can be used by everybody`, async ({ page }, { project }) => {
    test.setTimeout(90_000);
    for (const [name, address] of Object.entries(pages).filter(([name]) => isMeant(name))) {
      for (const lang of inBoth.includes(name) ? ["th", "en"] : ["th"]) {
        await test.step(`${name} in ${lang}`, async () => {
          await page.goto(inLanguage(address, lang));
          if (isMap(name)) await alive(page);
          await lookAt(page, `pages/${project.name}-${name}-${lang}`, { fullPage: !isMap(name) });
        });
      }
    }
  });
}

test("no page is wider than the screen in English", async ({ page }) => {
  for (const address of [...Object.values(pages), "/nowhere"]) {
    await page.goto(inLanguage(address, "en"));
    if (address.startsWith("/?")) await alive(page);
    await expectToFit(page, address);
  }
});

test("the dark theme reads as well", async ({ page }, { project }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/?district=p-chiang-mai-1");
  await alive(page);
  await page.screenshot({ path: `results/pages/${project.name}-map-dark.png` });
  await page.evaluate(axe);
  const violations = await page.evaluate(async () =>
    (await (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe.run({ runOnly: ["color-contrast"], resultTypes: ["violations"] })).violations.flatMap(({ nodes }) => nodes.map((node) => node.html)),
  );
  expect(violations).toEqual([]);
});
