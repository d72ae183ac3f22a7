// Without JavaScript schools are found by a form and links.
import { expect, test, words } from "../../support/people";

const NAME = "วัดสมมติ";

test("from the map's search to a school and on through the pages", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator(".schools-below")).toBeHidden();
  await page.locator("#search").fill(NAME);
  await page.locator("#search").press("Enter");
  await page.locator(".schools-below > a").click();
  await expect(page).toHaveURL(/\/schools\?q=/);
  await expect(page.locator("#q")).toHaveValue(NAME);
  await expect(page.locator("#schools-found li")).toHaveCount(50);
  const first = await page.locator("#schools-found li").first().textContent();
  await page.getByRole("link", { name: words.th.school_list_next }).click();
  await expect(page).toHaveURL(/page=2/);
  expect(await page.locator("#schools-found li").first().textContent()).not.toBe(first);
  const name = (await page.locator("#schools-found a").first().textContent())!;
  await page.locator("#schools-found a").first().click();
  await expect(page.locator("h1")).toContainText(name);
  await expect(page.locator("tbody tr").first()).toContainText("25");
  await page.locator(".crumbs a").first().click();
  await page.locator("tbody th a").first().click();
  await expect(page).toHaveURL(/\/schools\/\d{10}$/);
});

test("the form finds by name and province, and says when nothing fits", async ({ page }) => {
  await page.goto("/schools");
  await page.locator("#q").fill(`โรงเรียน${NAME} จ.น่าน`);
  await page.locator("#q").press("Enter");
  for (const row of await page.locator("#schools-found li").allTextContents()) expect(row).toContain("น่าน");
  await page.locator("#q").fill("ไม่มีโรงเรียนนี้แน่นอน");
  await page.locator("#q").press("Enter");
  await expect(page.locator("p#schools-found")).toBeVisible();
});
