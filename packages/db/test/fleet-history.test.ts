import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { readMigrations, schemaFiles } from "../scripts/engines.mjs";
import { judgeDatabase } from "../scripts/schema-engine.mjs";
import { createFleetLedger } from "../src/fleet-ledger";
import { openStore } from "../src/store/open-store";
import { codeHistory } from "../src/tenant-history";
import { createDatabase } from "./postgres-server";
import { readablePostgres } from "./readable-postgres.mjs";

const engines = { database: "sqlite", schema: "postgresql" } as const;

/** Tenants of the first version there was, brought to the newest one by a run over the fleet; where each is, for Prisma. */
async function migratedFleet(isolation: "database" | "schema") {
  const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const ownerUrl = isolation === "schema" ? await createDatabase() : null;
  const postgres = ownerUrl === null ? null : { ownerUrl, appUrl: null, appPassword: randomUUID() };
  const { catalog, tenancy, openTenancy, close } = await openStore({
    dir,
    maxOpenTenants: 10,
    isolation,
    postgres,
  });
  onTestFinished(close);
  const { sqlite, postgresql } = codeHistory();
  const older = await openTenancy({ sqlite: sqlite.slice(0, 1), postgresql: postgresql.slice(0, 1) });
  const ids: string[] = [];
  for (const slug of ["acme", "zenith"]) ids.push((await older.tenants.create({ slug })).id);
  await older.close();
  const outcome = await tenancy.migrations.runs(createFleetLedger(catalog)).deploy();
  expect(outcome).toMatchObject({ status: "completed" });
  return ids.map((id) =>
    ownerUrl === null
      ? new PrismaBetterSqlite3({ url: `file:${join(dir, "tenants", id.slice(-2), `${id}.db`)}` })
      : readablePostgres(ownerUrl, `t_${id.replaceAll("-", "")}`),
  );
}

it.each(["database", "schema"] as const)(
  "after a run over the fleet of the model %s, Prisma's engine finds each history clean and each schema as the models say",
  async (isolation) => {
    const engine = engines[isolation];
    const models = schemaFiles("tenant", engine).map(([name = "", text = ""]): [string, string] => [
      name,
      text,
    ]);
    const migrations = readMigrations("tenant", engine);
    expect(migrations.length).toBeGreaterThan(1);
    for (const adapter of await migratedFleet(isolation)) {
      const { history, drift } = await judgeDatabase(adapter, models, migrations, engine);
      expect(history).toMatchObject({
        editedMigrationNames: [],
        failedMigrationNames: [],
        hasMigrationsTable: true,
        history: null,
      });
      expect(drift).toBe("");
    }
  },
);
