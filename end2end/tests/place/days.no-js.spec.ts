// Without JavaScript a visitor chooses a day in a form and walks back from change to change.
import { ago } from "./days";
import { expect, test, words } from "../../support/people";

test("a day is chosen, and the way leads back to today", async ({ page }) => {
  await page.goto("/districts/p-chiang-mai-1");
  const telephone = page.locator('a[href^="tel:"]');
  await expect(telephone.first()).toBeVisible();
  await page.locator("#on").fill(ago(100));
  await page.locator("form", { has: page.locator("#on") }).locator("button").click();
  await expect(page).toHaveURL(new RegExp(`on=${ago(100)}`));
  await expect(page.locator(".past")).toBeVisible();
  await expect(page.locator("#on")).toHaveValue(ago(100));
  await expect(telephone).toHaveCount(0);
  await page.getByRole("link", { name: words.th.overview_back_to_today }).click();
  await expect(telephone.first()).toBeVisible();
});

test("the day before the last change shows what stood then", async ({ page }) => {
  await page.goto("/districts/p-chiang-mai-1");
  await page.locator('#days ~ p a[href*="?on="]').click();
  await expect(page.locator(".past")).toBeVisible();
  await expect(page.locator('a[href^="tel:"]')).toHaveCount(0);
});
