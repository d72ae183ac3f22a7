// Schools in the hand: 360 px wide, fingers.
import { expectAccessible } from "../../support/axe";
import { openMap } from "../../support/house";
import { expect, test } from "../../support/people";

const NAME = "วัดสมมติ";

test("the search page fits and is usable", async ({ page }) => {
  for (const query of ["", `q=${encodeURIComponent(NAME)}`, "q=zzzz", `q=${"x".repeat(100)}`]) {
    for (const lang of ["th", "en"]) {
      await page.goto(`/schools?${query}&lang=${lang}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(wide, query).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  }
  await page.goto(`/schools?q=${encodeURIComponent(NAME)}`);
  await page.screenshot({ path: "results/pages/phone-schools.png" });
});

test("schools stand below the districts in the sheet", async ({ page }) => {
  await openMap(page);
  await page.locator("#search").fill(NAME);
  await expect(page.locator("#schools-found li")).toHaveCount(8);
  await page.locator("#schools-found li").last().scrollIntoViewIfNeeded();
  await page.screenshot({ path: "results/pages/phone-map-schools.png" });
  await expectAccessible(page);
});

test("a district's map says what its dots are", async ({ page }) => {
  await page.goto("/districts/p-chiang-mai-1");
  await page.locator(".locator__legend").scrollIntoViewIfNeeded();
  await page.screenshot({ path: "results/pages/phone-district-schools.png" });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide).toBeLessThanOrEqual(0);
});
