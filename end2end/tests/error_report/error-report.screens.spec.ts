// Reporting an error in public data, from a visitor's page to the answer of the office, on both screens.
import { lookAt } from "../../support/look";
import { expect, reporterOf, signIn, test, words } from "../../support/people";

// A form that cannot be taken is answered with 422.
test.use({ expectedFaults: /status of 422/ });

test("a visitor reports an error and reads the answer by the link", async ({ page }, { project }) => {
  const slug = project.name === "phone" ? "p-phrae-1" : "p-phrae-2";
  const picture = (state: string) => `error-report/${project.name}-${state}`;
  await page.goto(`/districts/${slug}`);
  await page.locator("footer.foot a", { hasText: words.th.error_report_do }).click();
  await lookAt(page, picture("form"));

  // What is typed comes back with the sentence at its field.
  await page.locator("[name=correct]").fill("054-511-111");
  await page.locator("[name=wrong]").evaluate((field) => field.removeAttribute("required"));
  await page.getByRole("button", { name: words.th.error_report_send }).click();
  await expect(page.locator("#wrong-error")).toHaveText(words.th.reason_missing);
  await expect(page.locator("[name=correct]")).toHaveValue("054-511-111");
  await lookAt(page, picture("refused"));

  await page.locator("[name=wrong]").fill(`เบอร์โทรศัพท์โทรไม่ติด (${project.name})`);
  await page.getByRole("button", { name: words.th.error_report_send }).click();
  await expect(page.locator(".note--done")).toHaveText(words.th.error_report_sent);
  await lookAt(page, picture("sent"));
  const link = page.url();

  await signIn(page, reporterOf(slug));
  await page.goto("/error-reports");
  await lookAt(page, picture("list"));
  await page.locator("textarea[name=answer]").fill("แก้ไขเบอร์โทรศัพท์แล้ว ขอบคุณที่แจ้ง");
  await page.getByRole("button", { name: words.th.error_report_answer_do }).click();
  await expect(page.locator(".note--done")).toHaveText(words.th.error_report_done);
  await expect(page.locator("main")).toContainText(words.th.error_report_none);

  await page.goto(link);
  await expect(page.locator("blockquote")).toHaveText("แก้ไขเบอร์โทรศัพท์แล้ว ขอบคุณที่แจ้ง");
  await lookAt(page, picture("answered"));
});
