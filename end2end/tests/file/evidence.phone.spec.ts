// Files on a phone: chosen as the camera's are, refused with a sentence, nothing wider than the screen.
import { lookAt } from "../../support/look";
import { describe, fields, moving, picture, reportAndAttach, say, send } from "./evidence";
import { expect, reporterOf, signIn, test, words } from "../../support/people";

test("photos are chosen on a phone, a refused one is named and what was typed stays", async ({ page }) => {
  test.setTimeout(60_000);
  await signIn(page, reporterOf("p-kamphaeng-phet-1"));
  await reportAndAttach(page, "p-kamphaeng-phet-1", "ลงพื้นที่เยี่ยมโรงเรียน");
  await expect(page.locator("#file")).toHaveAttribute("accept", /image\/jpeg/);
  await say(page, "เด็กปลูกผักหลังอาคารเรียน");
  await page.locator("#file").setInputFiles([picture("1.png", 11), moving]);
  await send(page);
  await expect(page.locator("#file-error")).toContainText(`${moving.name}: ${words.th.file_unknown_format}`);
  await expect(page.locator("[name=alt]")).toHaveValue("เด็กปลูกผักหลังอาคารเรียน");
  await expect(page.locator("input[name=consent][value=nobody]")).toBeChecked();
  await lookAt(page, "evidence/refused-phone");
  await page.locator("#file").setInputFiles([picture("1.png", 11), picture("2.png", 12)]);
  await send(page);
  await expect(page.locator("#here img")).toHaveCount(2);
  await expect(page.locator("#here img").nth(1)).toHaveAttribute("alt", "เด็กปลูกผักหลังอาคารเรียน (2/2)");
  await lookAt(page, "evidence/attached-phone");
  await fields(page).nth(0).fill("เด็กรดน้ำแปลงผัก");
  await fields(page).nth(1).fill("  ");
  await describe(page);
  await expect(page.locator("#here .field__error")).toHaveText(words.th.reason_missing!);
  await expect(fields(page).nth(1)).toBeFocused();
  await expect(fields(page).nth(0)).toHaveValue("เด็กรดน้ำแปลงผัก");
  await lookAt(page, "evidence/undescribed-phone");
  await fields(page).nth(1).fill("ครูชี้ต้นคะน้า");
  await describe(page);
  await expect(page.locator("#here img").nth(0)).toHaveAttribute("alt", "เด็กรดน้ำแปลงผัก");
  await expect(page.locator("#here img").nth(1)).toHaveAttribute("alt", "ครูชี้ต้นคะน้า");
});
