// Schools in the hand: 360 px wide, fingers.
import { expectAccessible } from "../../support/axe";
import { openMap } from "../../support/house";
import { expectToFit, lookAt } from "../../support/look";
import { expect, test } from "../../support/people";

const NAME = "วัดสมมติ";

test("the search page fits and is usable", async ({ page }) => {
  for (const [name, query] of [["empty", ""], ["many", `q=${encodeURIComponent(NAME)}`], ["none", "q=zzzz"], ["long", `q=${"x".repeat(100)}`]]) {
    for (const lang of ["en", "th"]) {
      await page.goto(`/schools?${query}&lang=${lang}`);
      if (name === "many" && lang === "th") await lookAt(page, "pages/phone-schools");
      else await expectToFit(page, `${name} in ${lang}`);
    }
    if (name === "long") await expectAccessible(page);
  }
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
  await expectToFit(page, "a district with its schools");
});
