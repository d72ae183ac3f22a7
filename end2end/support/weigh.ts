// What a visit to the map weighs, by kind, in bytes on the wire with brotli.
import { type Page } from "@playwright/test";
import { request as http } from "node:http";
import { openMap } from "./house";

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

/** Bytes of a first visit by kind, and of a second one. Each file also says whether it may be kept for ever. */
export async function weigh(page: Page): Promise<{ first: Record<string, number>; again: number; kept: Record<string, boolean> }> {
  const urls = new Set<string>();
  // The stream of news never ends, and what the worker fetches for later is no part of a visit.
  page.on("request", (request) => {
    if (!request.url().includes("/events") && !request.serviceWorker()) urls.add(request.url());
  });
  await openMap(page);
  await page.waitForLoadState("networkidle");

  const first: Record<string, number> = {};
  const kept: Record<string, boolean> = {};
  let again = 0;
  for (const url of urls) {
    const path = new URL(url).pathname;
    const answer = await fetchRaw(url);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
    first[sort(path)] = (first[sort(path)] ?? 0) + answer.bytes;
    kept[path] = String(answer.headers["cache-control"]).includes("immutable");
    const etag = answer.headers.etag;
    if (!kept[path]) again += (await fetchRaw(url, etag ? { "if-none-match": String(etag) } : {})).bytes;
  }
  return { first, again, kept };
}

/** All kinds together. */
export const total = (weights: Record<string, number>): number => Object.values(weights).reduce((a, b) => a + b, 0);
