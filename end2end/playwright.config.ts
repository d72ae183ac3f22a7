// Starts the real binary twice, on an empty database and on a demo's, and looks at it as visitors do.
import { defineConfig } from "@playwright/test";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

async function freePort(): Promise<string> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((ready) => probe.once("listening", ready));
  const { port } = probe.address() as { port: number };
  await new Promise((closed) => probe.close(closed));
  return String(port);
}

// Workers read this file again; through the environment they inherit the first answer.
const port = (process.env.PAKMUD_TEST_PORT ??= await freePort());
const demoPort = (process.env.PAKMUD_TEST_DEMO_PORT ??= await freePort());
const data = (process.env.PAKMUD_TEST_DATA ??= mkdtempSync(join(tmpdir(), "pakmud-end2end-")));
const root = resolve(import.meta.dirname, "..");
const built = join(process.env.CARGO_TARGET_DIR ?? "target", "debug/pakmud");
const binary = resolve(root, process.env.PAKMUD_BINARY ?? built);
const inCI = Boolean(process.env.CI);
const bench = process.env.PAKMUD_BENCH;
const baseURL = `http://127.0.0.1:${port}`;

/** A server with a database of its own, made before it starts. */
const server = (port: string, make: string, serve: string) => ({
  command: `${binary} ${make} && exec ${binary} ${serve}`,
  cwd: root,
  url: `http://127.0.0.1:${port}/readyz`,
  timeout: 60_000,
  gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 } as const,
  stdout: "ignore" as const,
  env: {
    PAKMUD_ADDR: `127.0.0.1:${port}`,
    PAKMUD_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PAKMUD_DATABASE_URL: `sqlite:${join(data, `${make}.sqlite`)}`,
    PAKMUD_DATA_DIR: data,
    PAKMUD_FILES_DIR: join(data, `${make}-files`),
    PAKMUD_SITE_DIR: process.env.PAKMUD_SITE_DIR ?? join(root, "site"),
    PAKMUD_LOG: "warn",
  },
});

export default defineConfig({
  testDir: "tests",
  outputDir: "results/artifacts",
  globalTeardown: "./teardown.ts",
  fullyParallel: true,
  forbidOnly: inCI,
  workers: 2,
  // Machines of the CI are shared and may stand still for seconds. What is promised within a time (`AT_ONCE`) keeps
  // its bound. What passes only at the second attempt is counted (`.ci/test.sh`), with its trace in the results.
  retries: inCI ? 1 : 0,
  timeout: inCI ? 90_000 : 30_000,
  expect: { timeout: inCI ? 15_000 : 5_000 },
  reporter: [["list"], ["./times.ts"], ["json", { outputFile: "results/browser.json" }]],
  use: {
    baseURL,
    locale: "th-TH",
    timezoneId: "Asia/Bangkok",
    // Pictures and copies of the page for each step would take a fifth of the whole time; a failure leaves its own.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // By a file's ending: `.phone.spec.ts` runs on a phone, `.screens.spec.ts` on both screens, `.no-js.spec.ts` without
  // JavaScript, every other `.spec.ts` on a desktop.
  projects: [
    ...(bench ? [{ name: "bench", testMatch: ["**/visit.bench.ts"], use: { viewport: { width: 1280, height: 800 } } }] : []),
    {
      name: "desktop",
      testIgnore: ["**/*.phone.spec.ts", "**/*.no-js.spec.ts", "**/*.bench.ts"],
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: "phone",
      testMatch: ["**/*.phone.spec.ts", "**/*.screens.spec.ts"],
      use: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
    },
    {
      name: "no-js",
      testMatch: ["**/*.no-js.spec.ts"],
      use: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false },
    },
  ],
  // A demo ends today, so that ages are the same on whatever day the tests run.
  webServer: [server(port, "migrate", "serve"), server(demoPort, "demo", "serve --demo")],
});
