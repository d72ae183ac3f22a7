// Reporting without JavaScript: what is wrong is said by its field, and nothing typed is ever lost.
import { expect, fillSignIn, people, reporterOf, signIn, signInAnew, signOutElsewhere, test, words } from "../../support/people";
import { fillReport, reportWith, say, unfold } from "../../support/reporting";

// Chromium warns of the WebAssembly that waits for scripts, on a page that stays open for some seconds.
test.use({ expectedFaults: /was preloaded using link preload/ });

test("a form with mistakes comes back as it was, with the focus on the first field to mend", async ({ page }) => {
  await signIn(page, reporterOf("p-lampang-2"));
  await page.goto("/districts/p-lampang-2");
  await fillReport(page, "adjusted", "เลื่อนการอบรม", { what_changed: "เลื่อนไปเดือนหน้า" });
  await page.locator("#report button[type=submit]").click();
  await expect(page.locator("#report [name=text]")).toHaveValue("เลื่อนการอบรม");
  await expect(page.locator("#report [name=what_changed]")).toHaveValue("เลื่อนไปเดือนหน้า");
  await expect(page.locator("#report [name=why]")).toBeFocused();
  await expect(page.locator("#report")).toContainText(words.th.reason_needed_for_adjusted);
  await page.locator("#report [name=why]").fill("น้ำท่วม");
  await page.locator("#report button[type=submit]").click();
  await unfold(page);
  await expect(reportWith(page, "เลื่อนการอบรม")).toContainText("น้ำท่วม");
});

test("a form that is sent after signing out elsewhere waits for its account", async ({ page }) => {
  await signInAnew(page, reporterOf("p-lampang-3"));
  await page.goto("/districts/p-lampang-3");
  await fillReport(page, "on_plan", "พิมพ์ไว้นานแล้ว");
  await signOutElsewhere(page);
  await page.locator("#report button[type=submit]").click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.locator("main")).toContainText(words.th.sign_in_kept);
  await fillSignIn(page, reporterOf("p-lampang-3"));
  await expect(page.locator("#report [name=text]")).toHaveValue("พิมพ์ไว้นานแล้ว");
  await expect(page.locator("#report [role=alert]")).toHaveText(words.th.form_kept);
});

test("several are looked over and acknowledged", async ({ page }) => {
  await signIn(page, people.ML);
  await page.goto("/waiting");
  await page.locator("#choose button").click();
  await expect(page.locator("#choose [role=alert]")).toHaveText(words.th.waiting_none_chosen);
  const boxes = page.locator("input[type=checkbox][name=report]");
  for (const index of [0, 1, 2]) await boxes.nth(index).check();
  await page.locator("#choose button").click();
  await expect(page.locator("h1")).toHaveText(words.th.waiting_preview_title);
  await expect(page.locator("ol.chosen li")).toHaveCount(3);
  await page.locator('form[action="/do/acknowledge_reports"] button').click();
  await expect(page.locator(".note[role=status]")).toHaveText(words.th.waiting_done.replace("{count}", "3"));
});

test("a question without words is asked for, beside its report", async ({ page }) => {
  await signIn(page, people.ML);
  await page.goto("/districts/p-lampang-1");
  const report = page.locator("article.report", { has: page.locator('form[action="/do/question_report"]') }).first();
  await say(report, words.th.do_question, "   ");
  await expect(page.locator(".field__error").first()).toHaveText(words.th.reason_missing);
});
