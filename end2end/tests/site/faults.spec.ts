// Addresses nobody should type: a clear page or the nearest valid view, never a fault of ours.
import { DISTRICTS, expect, listed, test } from "../../support/house";

test.use({ expectedFaults: /status of 4\d\d/ });

test("an unknown district is 404, with a search", async ({ page }) => {
  const answer = await page.goto("/districts/nowhere");
  expect(answer!.status()).toBe(404);
  await page.locator('main input[name="q"]').fill("กระบี่");
  await page.locator('main input[name="q"]').press("Enter");
  await expect(page).toHaveURL(/\/\?.*q=/);
  expect((await listed(page)).length).toBeGreaterThan(0);
});

const nearest = ["/?kind=martian", "/?cluster=99", "/?cluster=-1", "/?province=xx", "/?status=asleep", "/?district=nowhere", "/?at=NaN,1,2", "/?at=1e400,0,0", "/?year=2399", "/?kind=&cluster=&q="];

test("an address that means nothing shows the nearest valid view", async ({ page }) => {
  for (const address of nearest) {
    const answer = await page.goto(address);
    expect(answer!.status(), address).toBe(200);
    expect((await answer!.text()).match(/class="pin[" ]/g), address).toHaveLength(DISTRICTS.all);
  }
});

const absurd = ["/?%", "/?q=%FF%FE", "/%00", "/districts/%2e%2e%2f", "/?" + "a=b&".repeat(500), "/districts/" + "x".repeat(4000), "/?q=" + "%E0%B8%81".repeat(3000), "/api/v1/nothing", "/pkg/../../etc/passwd"];

test("absurd addresses never break the server", async ({ request }) => {
  for (const address of absurd) {
    const answer = await request.get(address);
    expect(answer.status(), address.slice(0, 60)).toBeLessThan(500);
    expect(answer.headers()["content-security-policy"], address.slice(0, 60)).toContain("default-src");
  }
});
