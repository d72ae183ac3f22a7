// Keeping accounts without JavaScript: create, hand over the link, change, import.
import { demoURL, expect, people, signIn, test, words } from "../../support/people";

const { th } = words;

test.beforeEach(async ({ page }) => signIn(page, people.AD));

test("a new account's link is shown once and leads to setting the password", async ({ page, browser }) => {
  const name = `officer-${Date.now()}`;
  await page.goto("/admin/accounts/new");
  await page.getByLabel(th.account_name, { exact: true }).fill(name);
  await page.getByLabel(th.account_display_name).fill("เจ้าหน้าที่ตัวอย่าง");
  await page.getByLabel(th.account_roles).selectOption("DR");
  await page.getByLabel(th.item_district).fill("สพป.น่าน เขต 1");
  await page.getByRole("button", { name: th.accounts_new }).click();
  const link = await page.locator(".new-link").textContent();
  expect(link).toContain(`${demoURL}/invitation?token=`);
  expect(page.url()).not.toContain("token");
  await page.goto("/admin/accounts?q=" + name);
  await page.getByRole("link", { name }).click();
  await expect(page.locator(".new-link")).toHaveCount(0);

  const holder = await browser.newPage({ javaScriptEnabled: false });
  await holder.goto(link!);
  await holder.getByLabel(th.account_new_password).fill("ข้าวเหนียวมะม่วงสุก");
  await holder.getByRole("button", { name: th.invitation_do }).click();
  await expect(holder).toHaveURL(/\/districts\/p-nan-1#report$/);
  await holder.close();
});

test("district and items show with the roles that have them", async ({ page }) => {
  await page.goto("/admin/accounts/new");
  await expect(page.getByLabel(th.item_district)).toBeHidden();
  await page.getByLabel(th.account_roles).selectOption("BO");
  await expect(page.getByRole("group", { name: th.accounts_items, exact: true })).toBeVisible();
  await page.getByLabel(th.account_roles).selectOption("DD");
  await expect(page.getByLabel(th.item_district)).toBeVisible();
});

test("a table is pasted, checked, imported; its links stand on the page once", async ({ page }) => {
  const name = `import-${Date.now()}`;
  await page.goto("/admin/accounts/import");
  await page
    .getByLabel(th.accounts_import_table)
    .fill(`name\tdisplay_name\trole\tdistrict\tfrom\tuntil\n${name}\tตัวอย่าง\tEX\t\t\t\n`);
  await page.getByRole("button", { name: th.accounts_import_check }).click();
  await page.getByRole("button", { name: th.accounts_import_do.replace("{count}", "1") }).click();
  await expect(page.locator(".new-link")).toHaveCount(1);
});
