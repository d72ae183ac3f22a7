// What a first visit weighs, in bytes on the wire with brotli (design: 300 kB in all).
import { request as http } from "node:http";
import { expect, openMap, test } from "./house";

const KB = 1000;
const limits: Record<string, number> = { html: 35, css: 12, fonts: 43, wasm: 160, glue: 6, leaflet: 40 };
const TOTAL = 300;
const REPEAT = 15;

type Answer = { bytes: number; status: number; headers: Record<string, string | string[] | undefined> };

/** Bytes of the body as sent; fetch() would have unpacked them. */
const fetchRaw = (url: string, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    http(url, { headers: { "accept-encoding": "br", ...headers } }, (answer) => {
      let bytes = 0;
      answer.on("data", (part: Buffer) => (bytes += part.length));
      answer.on("end", () => resolve({ bytes, status: answer.statusCode!, headers: answer.headers }));
    })
      .on("error", reject)
      .end();
  });

function sort(path: string): string {
  if (path === "/") return "html";
  if (path.endsWith(".css")) return "css";
  if (path.endsWith(".woff2")) return "fonts";
  if (path.endsWith(".wasm")) return "wasm";
  if (path.includes("leaflet")) return "leaflet";
  if (path.startsWith("/pkg/") && path.endsWith(".js")) return "glue";
  return "rest";
}

test("a first visit stays within its budget, a second costs next to nothing", async ({ page, baseURL }) => {
  const urls = new Set<string>();
  page.on("request", (request) => urls.add(request.url()));
  await openMap(page);
  await page.waitForLoadState("networkidle");

  const weight: Record<string, number> = {};
  let again = 0;
  for (const url of urls) {
    const path = new URL(url).pathname;
    const answer = await fetchRaw(url);
    expect(answer.status, path).toBe(200);
    weight[sort(path)] = (weight[sort(path)] ?? 0) + answer.bytes;
    const cache = String(answer.headers["cache-control"]);
    if (/\/(pkg|vendor)\//.test(path)) expect(cache, path).toContain("immutable");
    if (!cache.includes("immutable")) {
      const etag = String(answer.headers.etag ?? "");
      again += (await fetchRaw(url, etag ? { "if-none-match": etag } : {})).bytes;
    }
  }
  const table = Object.entries(weight).map(([kind, bytes]) => `${kind} ${(bytes / KB).toFixed(1)}`);
  const total = Object.values(weight).reduce((a, b) => a + b, 0);
  test.info().annotations.push({ type: "kB", description: `${table.join(", ")}; in all ${(total / KB).toFixed(1)}` });

  for (const [kind, limit] of Object.entries(limits)) expect((weight[kind] ?? 0) / KB, kind).toBeLessThanOrEqual(limit);
  expect(total / KB).toBeLessThanOrEqual(TOTAL);
  expect(again / KB, `second visit to ${baseURL}`).toBeLessThanOrEqual(REPEAT);
});
