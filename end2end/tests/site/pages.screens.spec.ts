// Every page, both languages: no fault, nothing for axe to find, and a picture to look at.
import { axe, expectAccessible } from "../../support/axe";
import { alive, expect, test } from "../../support/house";

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

type Violation = { nodes: { html: string }[] };

test.use({ expectedFaults: /status of 404/ });

for (const lang of ["th", "en"]) {
  for (const [name, address] of Object.entries(pages)) {
    test(`${name} in ${lang}`, async ({ page }, { project }) => {
      await page.goto(`${address}${address.includes("?") ? "&" : "?"}lang=${lang}`);
      if (name.startsWith("map")) await alive(page);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page).toHaveTitle(/.+/);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.screenshot({ path: `results/pages/${project.name}-${name}-${lang}.png`, fullPage: !name.startsWith("map") });

      await expectAccessible(page);
    });
  }
}

test("dark theme reads as well", async ({ page }, { project }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/?district=p-chiang-mai-1");
  await alive(page);
  await page.screenshot({ path: `results/pages/${project.name}-map-dark.png` });
  await page.evaluate(axe);
  const violations = await page.evaluate(async () =>
    (await (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe.run({ runOnly: ["color-contrast"] })).violations.flatMap(({ nodes }) => nodes.map((node) => node.html)),
  );
  expect(violations).toEqual([]);
});
