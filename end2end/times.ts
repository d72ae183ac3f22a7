// How long each spec file took, all its tests together, slowest first: at the end of a run, and in results/spec-times.txt.
import type { FullConfig, FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

/** How many are printed; the file has them all. */
const PRINTED = 15;

type Spent = { ms: number; tests: Set<string> };

export default class Times implements Reporter {
  private readonly spent = new Map<string, Spent>();
  private testDir = "";
  private workers = 0;

  onBegin(config: FullConfig): void {
    this.testDir = config.rootDir;
    this.workers = config.workers;
  }

  /** A second attempt counts too: it takes its time as well. */
  onTestEnd(test: TestCase, result: TestResult): void {
    const spec = specOf(test, this.testDir);
    const spent = this.spent.get(spec) ?? { ms: 0, tests: new Set() };
    spent.ms += result.duration;
    spent.tests.add(test.id);
    this.spent.set(spec, spent);
  }

  onEnd(result: FullResult): void {
    if (this.spent.size === 0) return; // they were only listed
    const slowestFirst = [...this.spent].sort(([, a], [, b]) => b.ms - a.ms);
    const line = (ms: number, tests: number, name: string) => `${(ms / 1000).toFixed(1).padStart(8)} s ${String(tests).padStart(4)} tests  ${name}`;
    const lines = slowestFirst.map(([spec, { ms, tests }]) => line(ms, tests.size, spec));
    const sum = slowestFirst.reduce((all, [, { ms, tests }]) => ({ ms: all.ms + ms, tests: all.tests + tests.size }), { ms: 0, tests: 0 });
    const total = line(sum.ms, sum.tests, `in all; ${(result.duration / 1000).toFixed(0)} s with ${this.workers} workers`);
    const results = join(import.meta.dirname, "results");
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, "spec-times.txt"), [...lines, total, ""].join("\n"));
    console.log(["", ...lines.slice(0, PRINTED), total].join("\n"));
  }

  printsToStdio(): boolean {
    return false;
  }
}

/** The file that was run, also where a helper beside it holds the test. */
function specOf(test: TestCase, testDir: string): string {
  let suite = test.parent;
  while (suite.type !== "file" && suite.parent) suite = suite.parent;
  return relative(testDir, suite.location?.file ?? test.location.file);
}
