// A report's life at a desk: posted, corrected, asked about, answered, acknowledged, another withdrawn.
import { demoURL, expect, people, reporterOf, signIn, test, words } from "../../support/people";
import { asPublic, fillReport, reportFor, reportWith, say, sendReport, unfold } from "../../support/reporting";

test("posted, corrected, questioned, answered, acknowledged; the public reads it last", async ({ page, browser }) => {
  test.setTimeout(90_000);
  const [w, address] = [words.th, "/districts/p-phrae-1"];
  const text = `อบรมครูครบทุกโรงเรียน ${Date.now()}`;
  const mended = `${text} แก้จำนวนแล้ว`;
  await signIn(page, reporterOf("p-phrae-1"));
  await page.goto(address);
  await fillReport(page, "output", text, { number: "๑,๒๕๐", unit: "คน" });
  await sendReport(page, text);
  await unfold(page);
  await expect(reportWith(page, text)).toContainText("1,250 คน");
  await expect(reportWith(page, text)).toContainText(w.state_posted);

  await asPublic(browser, address, async (seen) => {
    await expect(seen.locator("#lines")).not.toContainText(text);
    await expect(seen.locator("#lines")).toContainText(w.report_not_open);
  });

  await reportWith(page, text).getByRole("link", { name: w.do_correct }).click();
  await expect(page.locator("#report [name=text]")).toHaveValue(text);
  await fillReport(page, "output", mended);
  await page.locator("#report button[type=submit]").click();
  await page.goto(address);
  await unfold(page);
  await expect(reportWith(page, text).filter({ hasText: w.report_corrected })).toHaveCount(1);

  await signIn(page, people.ME);
  await page.goto(address);
  await unfold(page);
  await say(reportWith(page, mended), w.do_question, "กี่โรงเรียน");
  const note = page.locator("[role=status]", { hasText: w.done_questioned });
  await expect(note).toBeFocused();

  await signIn(page, reporterOf("p-phrae-1"));
  await page.goto(address);
  await unfold(page);
  await expect(reportWith(page, mended)).toContainText(w.role_monitoring_officer);
  await say(reportWith(page, mended), w.do_answer, "๑๒ โรงเรียน");
  await expect(page.locator("[role=status]", { hasText: w.done_answered })).toBeFocused();

  await signIn(page, people.ME);
  await page.goto(address);
  await unfold(page);
  await reportWith(page, mended).getByRole("button", { name: w.do_acknowledge }).click();
  await expect(page.locator("[role=status]", { hasText: w.done_acknowledged })).toBeFocused();
  await asPublic(browser, address, async (seen) => {
    await unfold(seen);
    await expect(reportWith(seen, mended)).toHaveCount(1);
    await expect(seen.locator("#lines")).not.toContainText("กี่โรงเรียน");
  });
});

test("withdrawn with its reason in English, and gone from the public page", async ({ page, browser }) => {
  const [w, address] = [words.en, "/districts/p-lop-buri-2"];
  const text = `ส่งผิดเขต ${Date.now()}`;
  await signIn(page, reporterOf("p-lop-buri-2"));
  await page.goto(address);
  await page.locator("header a[hreflang=en]").click();
  await fillReport(page, "on_plan", text);
  await sendReport(page, text);
  await unfold(page);
  await say(reportWith(page, text), w.do_withdraw, "พิมพ์ผิดเขต");
  await expect(page.locator("[role=status]", { hasText: w.done_withdrawn })).toBeFocused();
  await expect(reportWith(page, text)).toContainText(w.state_withdrawn);
  await expect(reportWith(page, text)).toContainText("พิมพ์ผิดเขต");
  await asPublic(browser, address, (seen) => expect(seen.locator("#lines")).not.toContainText(text));
});

test("an unfolded form and what was typed in it stay, whatever else is reported", async ({ page, browser }) => {
  const slug = "p-loei-1";
  const others = await browser.newContext();
  const reporter = await others.newPage();
  await reportFor(reporter, slug, "รายงานที่กำลังจะถูกถาม");
  await signIn(page, people.ME);
  await page.goto(`/districts/${slug}`);
  await expect(page.locator(".live[data-state=live]")).toBeAttached();
  await reporter.goto(`${demoURL}/districts/${slug}`);
  const item = reporter.locator("#report [name=item]");
  const same = await item.inputValue();
  const asked = page.locator("#lines .item-line > article", { hasText: "รายงานที่กำลังจะถูกถาม" });
  await asked.locator("summary", { hasText: words.th.do_question }).click();
  await asked.locator("textarea").fill("ถามค้างไว้");
  await asked.locator("textarea").blur();
  const isThere = async () => {
    await expect(asked.locator("textarea")).toBeVisible();
    await expect(asked.locator("textarea")).toHaveValue("ถามค้างไว้");
  };

  await test.step("on another item", async () => {
    await item.selectOption({ index: 5 });
    await fillReport(reporter, "on_plan", "รายงานของรายการอื่น");
    await sendReport(reporter, "รายงานของรายการอื่น");
    await expect(page.locator("#lines")).toContainText("รายงานของรายการอื่น");
    await isThere();
  });

  await test.step("on the same item, where the newer one takes its place", async () => {
    await item.selectOption(same);
    await fillReport(reporter, "on_plan", "รายงานที่มาทีหลัง");
    await sendReport(reporter, "รายงานที่มาทีหลัง");
    await expect(page.locator("#lines")).toContainText("รายงานที่มาทีหลัง");
    await isThere();
  });
  await others.close();
});
