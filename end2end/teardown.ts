// Removes the database of this run.
import { rmSync } from "node:fs";

export default function teardown(): void {
  const data = process.env.PAKMUD_TEST_DATA;
  if (data) rmSync(data, { recursive: true, force: true });
}
