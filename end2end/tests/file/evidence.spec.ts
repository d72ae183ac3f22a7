// A picture is dropped on the field, stands in the report's line, is used again and taken off.
import { expectToFit, inLanguage, lookAt } from "../../support/look";
import { describe, fields, picture, pictureOnDisk, reportAndAttach, say, send } from "./evidence";
import { expect, reporterOf, signIn, test, words } from "../../support/people";
import { asPublic, fillReport, reportWith, sendReport, unfold } from "../../support/reporting";

const SLUG = "p-phitsanulok-1";

test("a picture is dropped, seen in the report's line, used again and taken off", async ({ page, browser }) => {
  test.setTimeout(60_000);
  await signIn(page, reporterOf(SLUG));
  await reportAndAttach(page, SLUG, "จัดนิทรรศการหนังสือ");
  await say(page, "นิทรรศการหนังสือในหอประชุม");
  // As the system does it: the page itself cannot make a drop that counts.
  await page.locator("#file").scrollIntoViewIfNeeded();
  const place = (await page.locator("#file").boundingBox())!;
  const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const data = { items: [], files: [pictureOnDisk(1)], dragOperationsMask: 1 };
  const cdp = await page.context().newCDPSession(page);
  for (const type of ["dragEnter", "dragOver", "drop"] as const) await cdp.send("Input.dispatchDragEvent", { type, ...at, data });
  await send(page);
  await expect(page.locator(".note[role=status]")).toHaveText(words.th.evidence_attached!);
  await page.goto(`/districts/${SLUG}`);
  const image = reportWith(page, "จัดนิทรรศการหนังสือ").locator(".files img");
  await expect(image).toHaveAttribute("alt", "นิทรรศการหนังสือในหอประชุม");
  await image.scrollIntoViewIfNeeded();
  await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(320);
  await page.screenshot({ path: "results/evidence/in-line-desktop.png" });
  await asPublic(browser, `/districts/${SLUG}`, async (other) => {
    await expect(other.locator(".files")).toHaveCount(0);
  });

  await fillReport(page, "output", "มีผู้เข้าชมนิทรรศการ", { number: "120", unit: "คน" });
  await sendReport(page, "มีผู้เข้าชมนิทรรศการ");
  await unfold(page);
  await reportWith(page, "มีผู้เข้าชมนิทรรศการ").locator("a[href$='/files']").click();
  await page.screenshot({ path: "results/evidence/again-desktop.png", fullPage: true });
  await page.getByRole("button", { name: words.th.evidence_again_named!.replace("{alt}", "นิทรรศการหนังสือในหอประชุม") }).click();
  await expect(page.locator("#here img")).toHaveAttribute("alt", "นิทรรศการหนังสือในหอประชุม");
  await page.getByRole("button", { name: words.th.evidence_remove!, exact: false }).click();
  await expect(page.locator(".note[role=status]")).toHaveText(words.th.evidence_detached!);
  await expect(page.locator("#here img")).toHaveCount(0);
});

test("files sent at once get a text each", async ({ page }) => {
  const slug = "p-phetchabun-2";
  await signIn(page, reporterOf(slug));
  await reportAndAttach(page, slug, "เปิดห้องสมุดใหม่");
  await say(page, "ห้องสมุดใหม่");
  await page.locator("#file").setInputFiles([1, 2, 3].map((n) => picture(`IMG_204${n}.png`, 30 + n)));
  await send(page);
  await expect(page.locator("#here img")).toHaveCount(3);
  await expect(page.locator("#here .note")).toHaveText(words.th.evidence_shared!);
  await lookAt(page, "evidence/shared-desktop");
  for (const [index, text] of ["ครูจัดหนังสือบนชั้น", "เด็กนั่งอ่านริมหน้าต่าง", "ป้ายห้องสมุดหน้าประตู"].entries()) await fields(page).nth(index).fill(text);
  // What is typed about the others outlives the one that is taken off.
  await page.locator("#here button[formaction]").nth(1).click();
  await expect(page.locator("#here img")).toHaveCount(2);
  await expect(fields(page).nth(1)).toHaveValue("ป้ายห้องสมุดหน้าประตู");
  await describe(page);
  await expect(page.locator(".note[role=status]")).toHaveText(words.th.evidence_described!);
  await expect(page.locator("#here .note")).toHaveCount(0);
  await page.screenshot({ path: "results/evidence/described-desktop.png", fullPage: true });
  await page.goto(`/districts/${slug}`);
  const images = reportWith(page, "เปิดห้องสมุดใหม่").locator(".files img");
  await expect(images).toHaveCount(2);
  await expect(images.first()).toHaveAttribute("alt", "ครูจัดหนังสือบนชั้น");
  await expect(images.last()).toHaveAttribute("alt", "ป้ายห้องสมุดหน้าประตู");
});

test("the map's panel leads from a report to its pictures; the page for them can be used by everybody", async ({ page }) => {
  await signIn(page, reporterOf("p-phitsanulok-2"));
  await page.goto("/?district=p-phitsanulok-2");
  await page.locator("#panel-report a").click();
  await fillReport(page, "on_plan", "รายงานจากแผนที่");
  await page.locator("#report button[type=submit]").click();
  await page.locator("#report a[href$='/files']").click();
  await expect(page.locator("h1")).toHaveText(words.th.evidence_title!);
  await expect(page.locator("main")).toContainText("รายงานจากแผนที่");
  await lookAt(page, "evidence/empty-desktop");
  await page.goto(inLanguage(page.url(), "en"));
  await expectToFit(page, "the page for files in English");
});
