// A list of schools from the file to the map and back again, without JavaScript.
import { check, codeOf, list } from "./schools-import";
import { expect, people, signIn, test, words } from "../../support/people";

const { th } = words;
const here = "p-phrae-1";

test("a list with errors is mended, applied, the same again is nothing, and undone it was never there", async ({ page }) => {
  await signIn(page, people.ME);
  const code = await codeOf(page, here);
  const first = "9890000001";
  await check(page, list([[first, "-4", code], ["9890000002", "5", "9999999999"]]));
  await expect(page.locator(".faults li")).toHaveCount(2);
  await expect(page.locator(".faults")).toContainText(th.school_fault_bad_count!);
  await expect(page.locator(".faults")).toContainText(th.school_fault_unknown_district!);
  await expect(page.locator('form[action="/do/apply_schools"]')).toHaveCount(0);

  const mended = list([[first, "4", code], ["9890000002", "5", code]]);
  await check(page, mended);
  await expect(page.locator("section.card strong").first()).toHaveText("2");
  await page.locator('form[action="/do/apply_schools"] button').click();
  await expect(page.locator(".note--done")).toContainText("โรงเรียน");
  await page.goto(`/districts/${here}/schools?q=${first}`);
  await expect(page.locator("main table")).toContainText(`บ้านตัวอย่าง ${first}`);

  await check(page, mended);
  await expect(page.locator(".note--done")).toHaveText(th.school_lists_nothing!);
  await page.goto("/admin/schools");
  const newest = page.locator(".lists > li").first();
  const original = await page.request.get((await newest.locator("a[download]").getAttribute("href"))!);
  expect(await original.body()).toEqual(mended.buffer);
  await newest.locator("summary").click();
  await newest.locator("button").click();
  await expect(page.locator(".note--done")).toHaveText(th.school_lists_undone_now!);
  await page.goto(`/districts/${here}/schools?q=${first}`);
  await expect(page.locator("main")).not.toContainText(`บ้านตัวอย่าง ${first}`);
});
