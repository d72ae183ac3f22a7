// A hundred texts that want to run, in every field of a report: on no page does one.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { openMap } from "../../support/house";
import { demoURL, expect, people, reporterOf, signIn, test } from "../../support/people";
import { unfold } from "../../support/reporting";

/** The texts that go through every field over HTTP too, wherever among its tests they lie. */
const httpTests = resolve(import.meta.dirname, "../../../server/tests/http");
const texts = readdirSync(httpTests, { recursive: true, encoding: "utf8" }).find((path) => basename(path) === "hostile_texts.json")!;
const corpus: string[] = JSON.parse(readFileSync(join(httpTests, texts), "utf8"));
const district = "p-sukhothai-1";

/** How many forms are sent at the same time. */
const AT_ONCE = 8;
/** Every so many texts of the corpus stand in an address of the map; all of them are typed there. */
const EVERY = 5;

test("no text of a report, a question, an answer or a reason runs", async ({ page }) => {
  test.setTimeout(120_000);
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const send = async (address: string, form: Record<string, string>) => {
    const answer = await page.request.post(address, { form, headers: { origin: demoURL }, maxRedirects: 0 });
    expect(answer.status(), address).toBe(303);
  };
  /** Several at once: the server commits them together. */
  const sendAll = async (address: string, forms: Record<string, string>[]) => {
    for (let at = 0; at < forms.length; at += AT_ONCE) await Promise.all(forms.slice(at, at + AT_ONCE).map((form) => send(address, form)));
  };
  await signIn(page, reporterOf(district));
  await page.goto(`/districts/${district}`);
  const item = (await page.locator("#report select[name=item] option").first().getAttribute("value"))!;
  const key = (index: number) => index.toString(16).padStart(2, "0").repeat(16);
  await sendAll("/do/post_progress", corpus.map((text, index) => ({ district, item, kind: "adjusted", text, what_changed: text, why: text, story: text, key: key(index) })));
  await page.goto(`/districts/${district}`);
  const ids = await page.locator("article.report").evaluateAll((all) => all.map((one) => one.id.replace("report-", "")));
  expect(ids.length).toBeGreaterThan(90);
  await signIn(page, people.ML);
  await sendAll("/do/question_report", ids.slice(0, 40).map((id, index) => ({ id, question: corpus[index], return_to: "/waiting" })));
  await signIn(page, reporterOf(district));
  await sendAll("/do/answer_question", ids.slice(0, 20).map((id, index) => ({ id, answer: corpus[index], return_to: "/waiting" })));
  await sendAll("/do/withdraw_report", ids.slice(20, 40).map((id, index) => ({ id, reason: corpus[40 + index], return_to: "/waiting" })));

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
  for (const text of corpus.filter((_, index) => index % EVERY === 0)) await page.goto(`/?q=${encodeURIComponent(text)}`);
  await openMap(page);
  for (const text of corpus) {
    await page.locator("#search").fill(text);
    await expect(page.locator("#shown")).toBeVisible();
  }
  expect(dialogs).toBe(0);
});
