// Reporting with one thumb: within a minute at a human pace, from opening the map to the report in its line.
import { expect, reporterOf, signIn, test } from "../../support/people";
import { chooseKind, reportWith } from "../../support/reporting";

const PACE = { think: 1500, letter: 110 };

test("an officer reports on a phone within a minute", async ({ page }) => {
  test.setTimeout(120_000);
  const text = "อบรมครูการอ่านออกเขียนได้ครบทุกโรงเรียนแล้ว";
  await signIn(page, reporterOf("p-lampang-1"));
  await page.goto("/");
  const began = Date.now();
  const think = () => page.waitForTimeout(PACE.think);
  await think();
  await page.locator(".bar__nav a[href='/districts/p-lampang-1#report']").tap();
  await think();
  await page.locator("#report select[name=item]").selectOption({ index: 0 });
  await think();
  await chooseKind(page, "on_plan");
  await page.locator("#report [name=text]").tap();
  await page.locator("#report [name=text]").pressSequentially(text, { delay: PACE.letter });
  await think();
  await page.locator("#report button[type=submit]").tap();
  await expect(page.locator("#report").locator("[role=status], .note--done").first()).toBeVisible();
  expect((Date.now() - began) / 1000, "seconds").toBeLessThan(60);
  await page.goto("/districts/p-lampang-1");
  await expect(reportWith(page, text)).toHaveCount(1);
});
