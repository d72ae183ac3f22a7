// Files without JavaScript: attached, refused with a sentence, and not lost with the session.
import { describe, fields, moving, picture, reportAndAttach, say, send } from "./evidence";
import { expect, fillSignIn, people, reporterOf, signIn, signInAnew, signOutElsewhere, test, words } from "../../support/people";
import { reportWith } from "../../support/reporting";

test.use({ expectedFaults: /was preloaded using link preload/ });

test("a picture is attached without JavaScript and opens to everybody with its report", async ({ page, context }) => {
  await signIn(page, reporterOf("p-phichit-1"));
  await reportAndAttach(page, "p-phichit-1", "แจกหนังสือครบ");
  await say(page, "กองหนังสือใหม่บนโต๊ะ");
  await page.locator("#file").setInputFiles(moving);
  await send(page);
  await expect(page.locator("#file-error")).toContainText(words.th.file_unknown_format!);
  await page.locator("#file").setInputFiles(picture("a.png", 21));
  await send(page);
  const address = await page.locator("#here a").getAttribute("href");
  await context.clearCookies();
  await signIn(page, people.ML);
  await page.goto("/districts/p-phichit-1");
  await reportWith(page, "แจกหนังสือครบ").locator('form[action="/do/acknowledge_report"] button').click();
  await context.clearCookies();
  await page.goto("/districts/p-phichit-1");
  await expect(reportWith(page, "แจกหนังสือครบ").locator("img")).toHaveAttribute("alt", "กองหนังสือใหม่บนโต๊ะ");
  const file = await page.request.get(address!);
  expect(file.headers()["content-disposition"]).toContain("attachment");
  expect(file.headers()["content-security-policy"]).toBe("sandbox; default-src 'none'");
});

test("pictures sent at once get a text each without JavaScript, also after signing in again", async ({ page }) => {
  await signInAnew(page, reporterOf("p-phetchabun-1"));
  await reportAndAttach(page, "p-phetchabun-1", "ทำแปลงเกษตร");
  await say(page, "แปลงเกษตรของโรงเรียน");
  await page.locator("#file").setInputFiles([picture("1.png", 41), picture("2.png", 42)]);
  await send(page);
  await expect(page.locator("#here img").nth(1)).toHaveAttribute("alt", "แปลงเกษตรของโรงเรียน (2/2)");
  await fields(page).nth(0).fill("เด็กถอนหญ้า");
  await fields(page).nth(1).fill("ครูปักป้ายชื่อผัก");
  await signOutElsewhere(page);
  await describe(page);
  await expect(page).toHaveURL(/\/sign-in/);
  await fillSignIn(page, reporterOf("p-phetchabun-1"));
  await expect(fields(page).nth(1)).toHaveValue("ครูปักป้ายชื่อผัก");
  await describe(page);
  await expect(page.locator(".note[role=status]")).toHaveText(words.th.evidence_described!);
  await expect(page.locator("#here img").nth(0)).toHaveAttribute("alt", "เด็กถอนหญ้า");
  await expect(page.locator("#here img").nth(1)).toHaveAttribute("alt", "ครูปักป้ายชื่อผัก");
});

test("what was said about a picture waits for who has to sign in again", async ({ page }) => {
  await signInAnew(page, reporterOf("p-phichit-2"));
  await reportAndAttach(page, "p-phichit-2", "ประชุมผู้บริหาร");
  await say(page, "ผู้บริหารนั่งประชุม");
  await page.locator("#file").setInputFiles(picture("b.png", 22));
  await signOutElsewhere(page);
  await send(page);
  await expect(page).toHaveURL(/\/sign-in/);
  await fillSignIn(page, reporterOf("p-phichit-2"));
  await expect(page.locator("[name=alt]")).toHaveValue("ผู้บริหารนั่งประชุม");
});
