import { performance } from "node:perf_hooks";
import { copyTenant } from "../bundle/copy-tenant";
import { tableChecksums } from "../bundle/index";
import type { PortableTable } from "../bundle/snapshot";
import type { Datasource } from "../datasource";
import type { Engine } from "../engine";
import { existing } from "../lifecycle/life";
import { createMaking } from "../lifecycle/making";
import { OneAtATime } from "../one-at-a-time";
import { reasonOf } from "./batch";

/** What the migrations did to one table of a copy. */
export interface RehearsedTable {
  table: string;
  /** Null for a table that was not there. */
  rowsBefore: number | null;
  rowsAfter: number | null;
  /** Whether it has the columns that it had. */
  sameColumns: boolean;
  /** Whether every row is as it was; null where the columns changed, and rows with them. */
  sameRows: boolean | null;
}

/** A migration tried on a copy of a tenant, which is gone again. */
export interface Rehearsal {
  tenantId: string;
  slug: string;
  copyMs: number;
  migrateMs: number;
  tables: RehearsedTable[];
  /** Why the migration failed; null when it did not. */
  error: string | null;
}

/** Ends the making of a copy that was never to be a tenant. */
class Rehearsed extends Error {
  constructor(readonly rehearsal: Rehearsal) {
    super("It was a rehearsal.");
  }
}

/**
 * Copies a tenant as it is, in its version, applies to the copy what it lacks, compares, and removes the copy. The tenant
 * goes on being used. What a killed process leaves is removed as any half-made copy is.
 */
export async function rehearse<Client>(engine: Engine<Client>, tenantId: string): Promise<Rehearsal> {
  const life = { engine, lives: new OneAtATime() };
  const source = await existing(life, tenantId);
  const place = engine.datasourceOf(source);
  // Tables that tenants share are of one version: the copy gets some of its own beside them.
  const ground = place.staging?.() ?? place;
  const slug = `rehearsal_${source.id.slice(-12)}`;
  await engine.coordination.assertOpenable(source.id);
  try {
    await createMaking(life).create(
      { slug, datasource: source.datasource },
      {
        kind: "copy",
        async fill({ id }) {
          const begun = performance.now();
          await copyAsItIs(place, source.id, ground, id);
          const copyMs = Math.round(performance.now() - begun);
          const figures = { tenantId: source.id, slug: source.slug, copyMs };
          throw new Rehearsed({ ...figures, ...(await tryOn(ground, id)) });
        },
      },
    );
  } catch (error) {
    if (error instanceof Rehearsed) return error.rehearsal;
    throw error;
  }
  throw new Error("A rehearsal became a tenant.");
}

async function copyAsItIs(from: Datasource, fromId: string, to: Datasource, toId: string): Promise<void> {
  if (from === to && (await from.duplicate?.(fromId, toId))) return;
  const snapshot = await from.snapshot(fromId);
  try {
    await to.provision(toId, { migrations: snapshot.migrations.map(({ name }) => name) });
    const loader = await to.load(toId);
    try {
      await copyTenant(snapshot, loader);
      await loader.commit();
    } finally {
      await loader.abort();
    }
  } finally {
    await snapshot.close();
  }
}

async function tryOn(
  ground: Datasource,
  id: string,
): Promise<Pick<Rehearsal, "migrateMs" | "tables" | "error">> {
  const before = await lookInto(ground, id);
  const begun = performance.now();
  let error: string | null = null;
  try {
    await ground.migrate(id);
  } catch (failure) {
    error = reasonOf(failure);
  }
  const migrateMs = Math.round(performance.now() - begun);
  return { migrateMs, error, tables: compared(before, await lookInto(ground, id)) };
}

interface Looked {
  columns: string;
  rows: number;
  sha256: string;
}

async function lookInto(ground: Datasource, id: string): Promise<Map<string, Looked>> {
  const snapshot = await ground.snapshot(id);
  try {
    const columns = new Map(snapshot.tables.map((table) => [table.name, columnsOf(table)]));
    const checksums = await tableChecksums(snapshot);
    return new Map(
      checksums.map(({ table, rows, sha256 }) => [
        table,
        { columns: columns.get(table) ?? "", rows, sha256 },
      ]),
    );
  } finally {
    await snapshot.close();
  }
}

function columnsOf({ columns }: PortableTable): string {
  return columns.map(({ name, type }) => `${name} ${type}`).join(", ");
}

function compared(before: Map<string, Looked>, after: Map<string, Looked>): RehearsedTable[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.map((table) => {
    const [was, is] = [before.get(table), after.get(table)];
    const sameColumns = was?.columns === is?.columns;
    return {
      table,
      rowsBefore: was?.rows ?? null,
      rowsAfter: is?.rows ?? null,
      sameColumns,
      sameRows: sameColumns ? was?.sha256 === is?.sha256 : null,
    };
  });
}
