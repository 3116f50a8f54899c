import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it("what npx starts is the command line", () => {
  const launcher = join(import.meta.dirname, "../bin/acre.mjs");
  const help = execFileSync(process.execPath, [launcher, "--help"], { encoding: "utf8" });
  expect(help).toContain("Usage: acre");
  for (const command of ["tenant", "backup", "datasource", "onboard"])
    expect(help).toContain(`  ${command} `);
});
