// Paper is a medium too.
import { expect, openMap, test } from "../../support/house";

test("the map prints with its list and a header", async ({ page }) => {
  await openMap(page, "/?kind=secondary");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".print-head")).toBeVisible();
  await expect(page.locator("#map")).toBeVisible();
  await expect(page.locator("#list li[data-slug]").first()).toBeVisible();
  await expect(page.locator("#filters")).toBeHidden();
  await page.pdf({ path: "results/map.pdf", format: "A4" });
});

test("a district prints", async ({ page }) => {
  await page.goto("/districts/p-chiang-mai-1");
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".print-head")).toBeVisible();
  await expect(page.locator("h1")).toBeVisible();
});
