import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { exampleMapping, makeHelpdesk } from "@acre/core/testing/helpdesk";
import { afterAll, expect, it } from "vitest";
import { temporaryInstallation } from "../testing/acre";

const { acre, dir, remove } = temporaryInstallation();
afterAll(remove);

function write(name: string, mapping: object): string {
  const path = join(dir, name);
  writeFileSync(path, JSON.stringify(mapping));
  return path;
}

it("says what would come of an import, refuses rows that do not fit, leaves them behind, and goes on", async () => {
  makeHelpdesk(dir, 2, "INSERT INTO people VALUES (12, 1, 'no address', 'secret', 'crew', 1, 1);");
  const refusing = write("refusing.json", exampleMapping);
  const skipping = write("skipping.json", { ...exampleMapping, onBadRow: "skip" });

  const dry = await acre("import", refusing, "--dry-run");
  expect(dry).toMatchObject({ code: 1, stderr: expect.stringContaining("1 rows do not fit") });
  expect(dry.stdout).toMatch(/^helped_1 +users +people +3 +2 +1 +0 +planned$/m);
  expect(dry.stdout).toMatch(/^people +value_refused +email +1 +12$/m);
  expect(dry.stdout + dry.stderr).not.toContain("secret");

  const made = await acre("import", skipping, "--json");
  expect(made.code).toBe(0);
  expect(JSON.parse(made.stdout)).toMatchObject({
    badRows: 1,
    tenants: [{ outcome: "imported" }, { outcome: "imported" }],
  });
  const again = await acre("import", skipping);
  expect(again.stdout).toMatch(/^there already: +2$/m);

  expect((await acre("import", join(dir, "missing.json"))).code).toBe(2);
}, 120_000);
