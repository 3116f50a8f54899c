import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { temporaryInstallation } from "../testing/acre";

const { dir, acre, remove } = temporaryInstallation();
afterAll(remove);

it("support looks into a tenant, changes rows, and learns what is wrong with an installation", async () => {
  const acme = ["--tenant", "acme_corp"];
  expect(await acre("tenant", "create", "acme_corp")).toMatchObject({ code: 0 });
  const rows = join(dir, "labels.ndjson");
  writeFileSync(rows, '{"name":"Calm","color":"#336699"}\n{"name":"Urgent","color":"#aa3333"}\n');
  const bulk = await acre("data", "bulk", "labels", ...acme, "--file", rows, "--yes");
  expect(bulk).toMatchObject({ code: 0, stdout: "Changed: 2 in labels.\n" });
  const sql = "select name, color from labels order by name";
  expect(await acre("query", ...acme, sql)).toMatchObject({
    code: 0,
    stdout: "name    color\nCalm    #336699\nUrgent  #aa3333\n",
  });
  const refused = await acre("query", ...acme, "ATTACH DATABASE 'x' AS y");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/^acre: ATTACH is refused through a tenant's handle/);
  const well = JSON.parse((await acre("doctor", "--json")).stdout);
  expect(well.checks.filter(({ state }: { state: string }) => state === "trouble")).toEqual([]);
  expect(well.good).toBe(true);
  chmodSync(join(dir, "data", "secrets.json"), 0o644);
  const open = await acre("doctor");
  expect(open.code).toBe(1);
  expect(open.stdout).toMatch(/BAD +secrets +.* can be read by others\n +chmod 600/);
});

it("a doctor says what keeps an installation from opening", async () => {
  const wrong = await acre.with({ PORT: "many" }, "doctor");
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toMatch(/BAD +environment +PORT has to be a number/);
  const other = await acre.with({ ACRE_MASTER_KEY: "ab".repeat(32), ACRE_DATA_DIR: "/dev/null/x" }, "doctor");
  expect(other.code).toBe(1);
  expect(other.stdout).toMatch(/BAD +start/);
});
