// A hundred texts that want to run, in every field of a report: on no page does one.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { demoURL, expect, people, reporterOf, signIn, test } from "../../support/people";
import { unfold } from "../../support/reporting";

const corpus: string[] = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../../server/tests/http/hostile_texts.json"), "utf8"));
const district = "p-sukhothai-1";

test("no text of a report, a question, an answer or a reason runs", async ({ page }) => {
  test.setTimeout(180_000);
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const send = async (address: string, form: Record<string, string>) => {
    const answer = await page.request.post(address, { form, headers: { origin: demoURL }, maxRedirects: 0 });
    expect(answer.status(), address).toBe(303);
  };
  await signIn(page, reporterOf(district));
  await page.goto(`/districts/${district}`);
  const item = (await page.locator("#report select[name=item] option").first().getAttribute("value"))!;
  for (const [index, text] of corpus.entries()) {
    const key = index.toString(16).padStart(2, "0").repeat(16);
    await send("/do/post_progress", { district, item, kind: "adjusted", text, what_changed: text, why: text, story: text, key });
  }
  await page.goto(`/districts/${district}`);
  const ids = await page.locator("article.report").evaluateAll((all) => all.map((one) => one.id.replace("report-", "")));
  expect(ids.length).toBeGreaterThan(90);
  await signIn(page, people.ML);
  for (const [index, id] of ids.slice(0, 40).entries()) await send("/do/question_report", { id, question: corpus[index], return_to: "/waiting" });
  await signIn(page, reporterOf(district));
  for (const [index, id] of ids.slice(0, 20).entries()) await send("/do/answer_question", { id, answer: corpus[index], return_to: "/waiting" });
  for (const [index, id] of ids.slice(20, 40).entries()) await send("/do/withdraw_report", { id, reason: corpus[40 + index], return_to: "/waiting" });

  const year = item.split("/")[0];
  const addresses = [`/districts/${district}`, `/items/${year}/${item.split("/")[1]}`];
  for (const address of addresses) {
    await page.goto(address);
    await unfold(page);
    await page.mouse.move(200, 200);
  }
  await signIn(page, people.ML);
  for (const address of [...addresses, "/waiting", `/waiting?item=${item}`, "/"]) {
    await page.goto(address);
    await unfold(page);
  }
  for (const text of corpus) await page.goto(`/?q=${encodeURIComponent(text)}`, { waitUntil: "commit" });
  expect(dialogs).toBe(0);
});
