// Search as people type it.
import { DISTRICTS, expect, listed, openMap, test } from "../../support/house";

const finds: [string, RegExp][] = [
  ["กระบี่", /^[ps]-/],
  ["สพป.เชียงใหม่ เขต 1", /^p-chiang-mai-1$/],
  ["สพป เชียงใหม่ เขต ๑", /^p-chiang-mai-1$/],
  ["chiang mai", /chiang-mai/],
  ["CHIANG MAI 1", /^p-chiang-mai-1$/],
  ["เเพร่", /phrae/],
];

test("a name as people type it finds its district first", async ({ page }) => {
  await openMap(page);
  for (const [text, first] of finds) {
    await page.locator("#search").fill("");
    await expect.poll(async () => (await listed(page)).length, text).toBe(DISTRICTS.all);
    await page.locator("#search").fill(text);
    await expect.poll(async () => (await listed(page)).length, text).toBeLessThan(40);
    expect((await listed(page))[0], text).toMatch(first);
  }
});

test("results come while typing, without a request but for schools", async ({ page }) => {
  await openMap(page);
  await page.waitForLoadState("networkidle");
  const requests: string[] = [];
  // Chromium looks at the icon again whenever the address changes.
  const others = /favicon\.svg$|\/schools\?/;
  page.on("request", (request) => others.test(request.url()) || requests.push(request.url()));
  let last = 245;
  for (const letter of "เชียง") {
    await page.locator("#search").pressSequentially(letter);
    await expect.poll(async () => (await listed(page)).length).toBeLessThanOrEqual(last);
    last = (await listed(page)).length;
  }
  expect(last).toBeLessThan(30);
  expect(requests).toEqual([]);
});

const absurd = ["ก".repeat(10_000), "\u200b\u202eกระบี่\u200b", "<script>alert(1)</script>", "'; drop table district; --", "๑๒๓", "%", "   "];

test("typing what is absurd does no harm", async ({ page }) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => (dialogs.push(dialog.message()), void dialog.dismiss()));
  await openMap(page);
  for (const text of absurd) {
    const what = JSON.stringify(text.slice(0, 30));
    await page.locator("#search").fill(text);
    await expect(page.locator("#shown"), what).toBeVisible();
    const answer = await page.request.get(`/?q=${encodeURIComponent(text.slice(0, 2000))}`);
    expect(answer.status(), what).toBeLessThan(500);
    expect(await answer.text(), what).not.toContain("<script>alert");
  }
  expect(dialogs).toEqual([]);
});
