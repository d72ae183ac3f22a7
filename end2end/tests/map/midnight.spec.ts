// A map that stays open over midnight ages its pins by itself.
import { openMap } from "../../support/house";
import { expect, test } from "../../support/people";

test.use({ expectedFaults: /Failed to load resource|net::ERR_/ });

const DAY = 86_400_000;
const bangkokDay = (at: number): number => Math.floor((at + 7 * 3_600_000) / DAY);

/** How many districts stand at each status on a day, recounted from when they last reported (seconds). */
function counts(newest: (number | null)[], day: number): number[] {
  const ages = newest.map((at) => (at === null ? null : Math.max(0, day - bangkokDay(at * 1000))));
  const within = (from: number, to: number) => ages.filter((age) => age !== null && age >= from && age <= to).length;
  return [within(0, 30), within(31, 60), within(61, Infinity), ages.filter((age) => age === null).length];
}

test("at midnight in Bangkok, and after days of sleep, the pins are as old as they are", async ({ page }) => {
  await page.route("**/events*", (route) => route.abort());
  await page.clock.install();
  await openMap(page);
  const newest = await page.locator("#board").evaluate((data) => JSON.parse(data.textContent!).pins.newest as (number | null)[]);
  const now = await page.evaluate(() => Date.now());
  const today = bangkokDay(now);
  const legend = async () => (await page.locator("#legend .count").allTextContents()).map(Number);
  const turns = (days: number) => String(counts(newest, today + days)) !== String(counts(newest, today));
  const days = [...Array(60).keys()].find(turns)!;
  expect(await legend()).toEqual(counts(newest, today));
  const midnight = (today + days) * DAY - 7 * 3_600_000;
  await page.clock.fastForward(midnight - now - 180_000);
  expect(await legend(), "until then they stand as they stood").toEqual(counts(newest, today));
  await page.clock.fastForward(240_000);
  await expect.poll(legend).toEqual(counts(newest, today + days));
  await page.clock.fastForward(31 * DAY);
  await expect.poll(legend).toEqual(counts(newest, today + days + 31));
  const symbols = await page.locator("#map .map__live .pin use").evaluateAll((all) => all.map((one) => one.getAttribute("href")!));
  expect(symbols.filter((symbol) => symbol.endsWith("fresh"))).toEqual([]);
});
