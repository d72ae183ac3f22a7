// Schools of all districts: on a page of their own, below the map's search while somebody types, on a district's map.
import { expectAccessible } from "../../support/axe";
import { openMap } from "../../support/house";
import { expect, test, words } from "../../support/people";

const NAME = "วัดสมมติ";
const found = "#schools-found li";
/** Each state of the search page: what is asked, and how many schools stand there. */
const states: [string, string, number][] = [
  ["empty", "", 0],
  ["many", `q=${encodeURIComponent(NAME)}`, 50],
  ["none", "q=zzzz", 0],
];

for (const lang of ["th", "en"] as const) {
  for (const [name, query, count] of states) {
    test(`the search page, ${name}, in ${lang}`, async ({ page }) => {
      await page.goto(`/schools?${query}&lang=${lang}`);
      await expect(page.locator("#schools-found")).toBeVisible();
      await expect(page.locator(found)).toHaveCount(count);
      await page.screenshot({ path: `results/pages/desktop-schools-${name}-${lang}.png`, fullPage: true });
      await expectAccessible(page);
    });
  }

  test(`a district's schools are dots on its map, and a list in words, in ${lang}`, async ({ page }) => {
    await page.goto(`/districts/p-chiang-mai-1?lang=${lang}`);
    const dots = await page.locator(".locator .dots").getAttribute("d");
    expect(dots!.split("M").length).toBeGreaterThan(10);
    const list = page.locator(".locator__legend a");
    await expect(list).toHaveText(/\d/);
    await page.locator("section", { has: page.locator("#where") }).screenshot({ path: `results/pages/desktop-district-schools-${lang}.png` });
    await expectAccessible(page);
    await page.emulateMedia({ media: "print" });
    await expect(page.locator(".locator .dots")).toBeVisible();
    await expect(list).toBeVisible();
    await list.click();
    await expect(page).toHaveURL(/\/districts\/p-chiang-mai-1\/schools/);
  });
}

test("the first schools appear while somebody types, and lead to their pages", async ({ page }) => {
  await openMap(page);
  await expect(page.locator(".schools-below")).toBeHidden();
  await page.locator("#search").pressSequentially(NAME, { delay: 30 });
  await expect(page.locator(found)).toHaveCount(8);
  await expect(page.locator(found).first()).toContainText(NAME);
  await expect(page.locator(".schools-below > a")).toHaveText(words.th.map_schools.replace("{words}", NAME));
  await page.screenshot({ path: "results/pages/desktop-map-schools.png" });
  await expectAccessible(page);
  await page.locator(found).first().locator("a").click();
  await expect(page).toHaveURL(/\/schools\/\d{10}$/);
  await expect(page.locator("h1")).toContainText(NAME);
});

test("what is typed at once is one question; an older answer never stands over a newer one's", async ({ page }) => {
  await openMap(page);
  const asked: string[] = [];
  await page.route(/\/schools\?/, async (route) => {
    const words = new URL(route.request().url()).searchParams.get("q")!;
    asked.push(words);
    // The first question is answered long after the second.
    if (words === "วัด") await new Promise((done) => setTimeout(done, 1_500));
    await route.continue();
  });
  const search = page.locator("#search");
  await search.evaluate((input: HTMLInputElement) => {
    for (const typed of ["ว", "วั", "วัด"]) {
      input.value = typed;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
  await expect.poll(() => asked).toEqual(["วัด"]);
  await search.fill("ชุมชนทดลอง");
  await expect(page.locator(found).first()).toContainText("ชุมชนทดลอง");
  await page.waitForTimeout(2_000);
  await expect(page.locator(found).first()).toContainText("ชุมชนทดลอง");
  expect(asked).toEqual(["วัด", "ชุมชนทดลอง"]);
});

test.describe("without a network", () => {
  test.use({ expectedFaults: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ });

  test("nothing is shown, and nothing old", async ({ page, context }) => {
    await openMap(page);
    await page.locator("#search").fill(NAME);
    await expect(page.locator(found)).toHaveCount(8);
    await context.setOffline(true);
    await page.locator("#search").fill("ชุมชน");
    await expect(page.locator(found).first()).toBeHidden();
    await expect(page.locator(".schools-below > a")).toBeVisible();
  });
});
