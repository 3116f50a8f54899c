import { expect, it } from "vitest";
import { leadConflictTargets } from "./rewrite-conflict";

it("leads the columns of ON CONFLICT with the tenant, and changes nothing else", () => {
  const upsert =
    'INSERT INTO "s"."a" ("x") VALUES ($1) ON CONFLICT ("x", "y") DO UPDATE SET "x" = $2 WHERE "s"."a"."x" = $3 RETURNING 1';
  expect(leadConflictTargets(upsert)).toBe(upsert.replace('("x", "y") DO', '("tenant_id", "x", "y") DO'));
  expect(leadConflictTargets(leadConflictTargets(upsert))).toBe(leadConflictTargets(upsert));
  expect(leadConflictTargets("insert into a values (1) on /* x */ conflict (x) do nothing")).toContain(
    'conflict ("tenant_id", x)',
  );
  for (const same of [
    "INSERT INTO a VALUES (1) ON CONFLICT DO NOTHING",
    "INSERT INTO a VALUES (1) ON CONFLICT ON CONSTRAINT a_key DO NOTHING",
    "SELECT 'ON CONFLICT (x)'",
    'SELECT "on conflict (x)" FROM a -- on conflict (x)',
    "SELECT $$ ON CONFLICT (x) $$",
  ]) {
    expect(leadConflictTargets(same)).toBe(same);
  }
});
