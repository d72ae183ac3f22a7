// How soon a visitor sees the pins, and what the visit weighs; rows for docs/benchmarks.md.
import { test, type Browser } from "@playwright/test";
import { writeFileSync } from "node:fs";
import { DISTRICTS } from "./house";
import { total, weigh } from "./weigh";

const VISITS = 5;

type Seen = { pins: number; alive: number };
type Slow = { cpu: number; bytesPerSecond: number; latency: number };

/** Notes the first frame that has every pin, and the moment Leaflet has taken over. Runs before the page. */
const watch = (all: number) => {
  const seen = { pins: 0, alive: 0 };
  (window as unknown as { seen: typeof seen }).seen = seen;
  const look = () => {
    const root = document.documentElement;
    const styled = [...document.styleSheets].length > 0;
    if (!seen.pins && styled && document.querySelectorAll("#map .pin[data-slug]").length >= all) {
      // The frame is on the screen when the task after it runs.
      requestAnimationFrame(() => setTimeout(() => (seen.pins ||= performance.now())));
    }
    if (!seen.alive && root?.dataset.live === "map") seen.alive = performance.now();
    if (!seen.pins || !seen.alive) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

async function visit(browser: Browser, baseURL: string, slow?: Slow): Promise<Seen> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  if (slow) {
    const tools = await context.newCDPSession(page);
    await tools.send("Network.enable");
    await tools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: slow.latency,
      downloadThroughput: slow.bytesPerSecond,
      uploadThroughput: slow.bytesPerSecond,
    });
    await tools.send("Emulation.setCPUThrottlingRate", { rate: slow.cpu });
  }
  await page.addInitScript(watch, DISTRICTS.all);
  await page.goto("/");
  await page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.alive > 0, undefined, { timeout: 30_000 });
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  await context.close();
  return seen;
}

async function middle(browser: Browser, baseURL: string, slow?: Slow): Promise<Seen> {
  const visits: Seen[] = [];
  for (let number = 0; number < VISITS; number++) visits.push(await visit(browser, baseURL, slow));
  const mid = (pick: (seen: Seen) => number) => visits.map(pick).sort((a, b) => a - b)[Math.floor(VISITS / 2)];
  return { pins: mid((seen) => seen.pins), alive: mid((seen) => seen.alive) };
}

test("how soon, and how heavy", async ({ browser, page, baseURL }) => {
  test.setTimeout(300_000);
  const rows: string[] = ["| what | measured | goal |", "|---|---|---|"];
  const row = (what: string, measured: string, goal = "") => rows.push(`| ${what} | ${measured} | ${goal} |`);
  await visit(browser, baseURL!);

  const quick = await middle(browser, baseURL!);
  row("pins visible after navigation", `${Math.round(quick.pins)} ms`, "≤ 400 ms");
  row("Leaflet has taken over", `${Math.round(quick.alive)} ms`);
  const slow = await middle(browser, baseURL!, { cpu: 4, bytesPerSecond: 200_000, latency: 0 });
  row("pins visible, processor 4 × slower, 1.6 Mb/s", `${Math.round(slow.pins)} ms`, "≤ 1,500 ms");
  row("Leaflet has taken over, likewise", `${Math.round(slow.alive)} ms`);

  const { first, again } = await weigh(page);
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const limits: Record<string, string> = { html: "≤ 35", css: "≤ 12", fonts: "≤ 43", wasm: "≤ 160", glue: "≤ 6", leaflet: "≤ 40" };
  for (const [kind, bytes] of Object.entries(first)) row(`first visit: ${kind}`, kB(bytes), limits[kind]);
  row("first visit in all", kB(total(first)), "≤ 300 kB");
  row("second visit", kB(again), "≤ 15 kB");
  writeFileSync(process.env.PAKMUD_BENCH!, `${rows.join("\n")}\n`);
});
