// Reporting an error works without JavaScript.
import { expect, test, words } from "../../support/house";

test("a visitor reports an error without JavaScript", async ({ page }) => {
  await page.goto("/districts/p-nan-1?lang=en");
  await page.locator("footer.foot a", { hasText: words.en.error_report_do }).click();
  await page.locator("[name=wrong]").fill("The telephone number");
  await page.locator("[name=correct]").fill("054-710-000");
  await page.getByRole("button", { name: words.en.error_report_send }).click();
  await expect(page.locator(".note--done")).toHaveText(words.en.error_report_sent);
  await page.reload();
  await expect(page.locator("main")).toContainText(words.en.error_report_open);
});
