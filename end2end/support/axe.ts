// What axe finds on a page: nothing, in either language, for anybody.
import { expect, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** axe itself, to be evaluated in a page. */
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Violation = { id: string; help: string; nodes: { html: string; failureSummary?: string }[] };

/** Fails with what axe has against the page as it stands. What passes is not described, which spares half of the time. */
export async function expectAccessible(page: Page, what = "the page"): Promise<void> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const found = await (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe.run({ resultTypes: ["violations"] });
    return found.violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 3).map((node) => `  ${node.html}\n  ${node.failureSummary}`).join("\n")}`);
  });
  expect(violations.join("\n\n"), `${what}: what axe finds`).toBe("");
}
