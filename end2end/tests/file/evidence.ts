// Files to attach, made here: a picture of generated pixels, and such as are not taken.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { type Page } from "@playwright/test";
import { expect } from "../../support/people";
import { fillReport, reportWith, sendReport } from "../../support/reporting";

const table = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

const crc = (bytes: Buffer): number => {
  let c = 0xffffffff;
  for (const byte of bytes) c = table[(c ^ byte) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
};

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of this size whose colours depend on `seed`, so that no two tests send the same file. */
export function png(width: number, height: number, seed: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows.set([(x * 2 + seed) % 256, (y * 3 + seed * 7) % 256, (x + y + seed * 13) % 256], y * (width * 3 + 1) + 1 + x * 3);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A file as a chooser takes it. */
export const picture = (name: string, seed: number) => ({ name, mimeType: "image/png", buffer: png(320, 240, seed) });

/** What a phone's browser might send by mistake. */
export const moving = { name: "ภาพเคลื่อนไหว.gif", mimeType: "image/gif", buffer: Buffer.from("GIF89a") };

/** A picture on the disk, for what is dragged. */
export function pictureOnDisk(seed: number): string {
  const path = join(mkdtempSync(join(tmpdir(), "pakmud-picture-")), "ภาพกิจกรรม.png");
  writeFileSync(path, png(320, 240, seed));
  return path;
}

/** Posts a report and opens the page on which files are attached to it. */
export async function reportAndAttach(page: Page, slug: string, text: string): Promise<void> {
  await page.goto(`/districts/${slug}`);
  await fillReport(page, "on_plan", text);
  await sendReport(page, text);
  await reportWith(page, text).locator("a[href$='/files']").click();
  await expect(page.locator("form[enctype]")).toBeVisible();
}

/** Says what has to be said about a file. */
export async function say(page: Page, alt: string): Promise<void> {
  await page.locator("[name=alt]").fill(alt);
  await page.locator("label", { has: page.locator("input[name=consent][value=nobody]") }).click();
}

export const send = (page: Page) => page.locator("form[enctype] button[type=submit]").click();

/** The fields for what is to be seen in each file of the report, in the page's order. */
export const fields = (page: Page) => page.locator("#here textarea");

export const describe = (page: Page) => page.locator("#describe button").click();
