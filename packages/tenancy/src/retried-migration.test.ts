import { expect, it } from "vitest";
import { fixtureMigrations, testTenancy } from "../test/fixture/tenancy";
import { testDatabase } from "../test/postgres/database";
import { postgresMigrations, testPostgres } from "../test/postgres/tenancy";
import type { FleetMigrations } from "./fleet-migrations";
import { type Migration, migration } from "./migrations/migration";

/** What the test needs of either engine's client. */
interface Notes {
  note: {
    create(args: { data: { id: string; text: string } }): Promise<unknown>;
    delete(args: { where: { id: string } }): Promise<unknown>;
  };
  $queryRawUnsafe(text: string): PromiseLike<unknown>;
}

interface Opened {
  tenancy: {
    tenants: { create(options: { slug: string }): Promise<unknown> };
    connect(slug: string): Promise<Notes>;
    closeAll(): Promise<void>;
    migrations: FleetMigrations<never>;
  };
}

// The second statement fails on data that is there, after the first one has worked.
const more = migration(
  "99990101000000_more",
  'ALTER TABLE "Note" ADD COLUMN "extra" INTEGER;\nCREATE UNIQUE INDEX "Note_text_key" ON "Note"("text");',
);

async function inFiles() {
  const old = testTenancy();
  const upgraded = async (migrations: Migration[]) =>
    testTenancy({ registry: old.registry, dir: old.dir, migrations });
  return { old, upgraded: () => upgraded([...fixtureMigrations, more]) };
}

async function onPostgres(model: "schema" | "row") {
  const database = await testDatabase();
  const old = await testPostgres(model, { database });
  const migrations = [...postgresMigrations, more];
  return { old, upgraded: () => testPostgres(model, { database, registry: old.registry, migrations }) };
}

const models: Array<[string, () => Promise<{ old: Opened; upgraded(): Promise<Opened> }>]> = [
  ["database", inFiles],
  ["schema", () => onPostgres("schema")],
  ["row", () => onPostgres("row")],
];

it.each(models)(
  "a schema change that failed in the %s model leaves no column behind, and works when it is retried",
  async (_, open) => {
    const { old, upgraded } = await open();
    await old.tenancy.tenants.create({ slug: "acme" });
    const before = await old.tenancy.connect("acme");
    for (const id of ["1", "2"]) await before.note.create({ data: { id, text: "twice" } });
    await old.tenancy.closeAll();

    const { tenancy } = await upgraded();
    const failed = await tenancy.migrations.deploy();
    expect(failed).toMatchObject({ migrated: 0, failed: [{ slug: "acme" }] });
    await expect(before.$queryRawUnsafe('SELECT "Note"."extra" FROM "Note"')).rejects.toThrow(/extra/);

    await before.note.delete({ where: { id: "2" } });
    await old.tenancy.closeAll();
    expect(await tenancy.migrations.deploy()).toEqual({ current: 0, migrated: 1, failed: [] });
    const after = await tenancy.connect("acme");
    expect(await after.$queryRawUnsafe('SELECT "Note"."extra" FROM "Note"')).toEqual([{ extra: null }]);
  },
);
