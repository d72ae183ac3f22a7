// Search as people type it.
import { expect, listed, openMap, test } from "../../support/house";

const finds: [string, RegExp][] = [
  ["กระบี่", /^[ps]-/],
  ["สพป.เชียงใหม่ เขต 1", /^p-chiang-mai-1$/],
  ["สพป เชียงใหม่ เขต ๑", /^p-chiang-mai-1$/],
  ["chiang mai", /chiang-mai/],
  ["CHIANG MAI 1", /^p-chiang-mai-1$/],
  ["เเพร่", /phrae/],
];

for (const [text, first] of finds) {
  test(`“${text}” finds its district first`, async ({ page }) => {
    await openMap(page);
    await page.locator("#search").fill(text);
    await expect.poll(async () => (await listed(page))[0]).toMatch(first);
    expect((await listed(page)).length).toBeLessThan(40);
  });
}

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

for (const text of absurd) {
  test(`typing ${JSON.stringify(text.slice(0, 30))} does no harm`, async ({ page }) => {
    await openMap(page);
    page.on("dialog", () => {
      throw new Error("markup ran");
    });
    await page.locator("#search").fill(text);
    await expect(page.locator("#shown")).toBeVisible();
    const answer = await page.request.get(`/?q=${encodeURIComponent(text.slice(0, 2000))}`);
    expect(answer.status()).toBeLessThan(500);
    expect(await answer.text()).not.toContain("<script>alert");
  });
}
