import { TenancyError } from "../errors";
import type { SqlDialect } from "../sql/dialect";
import { limits } from "./format";
import { isRecord } from "./header";
import { isPortableType } from "./portable";
import type { AppliedMigration, PortableColumn, PortableCounter, PortableTable } from "./snapshot";

/** What a bundle says of its content before the rows. */
export interface BundleHead {
  readonly tenant: { readonly id: string; readonly slug: string };
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly dialect: SqlDialect;
  readonly schemaVersion: string;
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly PortableTable[];
}

/** What a table's rows amount to. */
export interface TableChecksum {
  readonly table: string;
  readonly rows: number;
  /** Of the rows as lines of JSON. */
  readonly bytes: number;
  /** Of the rows as lines of JSON, in hexadecimal. */
  readonly sha256: string;
}

/** What is in a bundle. */
export interface BundleManifest extends BundleHead {
  readonly checksums: readonly TableChecksum[];
}

/** A bundle's head from its line. Throws `bundle_invalid`, `bundle_limit`. */
export function readHead(value: unknown): BundleHead {
  const head = record(value, "the head");
  const tenant = record(head.tenant, "the tenant");
  const { dialect } = head;
  if (dialect !== "sqlite" && dialect !== "postgresql") throw invalid("the dialect");
  const tables = list(head.tables, "tables", limits.tables).map(readTable);
  assertDistinct(tables, "table");
  const migrations = list(head.migrations, "migrations", limits.migrations).map(readMigration);
  assertDistinct(migrations, "migration");
  return {
    tenant: { id: text(tenant.id, "the tenant's id"), slug: text(tenant.slug, "the tenant's slug") },
    createdAt: text(head.createdAt, "the time"),
    dialect,
    schemaVersion: text(head.schemaVersion, "the version"),
    migrations,
    tables,
  };
}

function readMigration(value: unknown): AppliedMigration {
  const { name, checksum } = record(value, "a migration");
  return { name: text(name, "a migration's name"), checksum: text(checksum, "a migration's checksum") };
}

function readTable(value: unknown): PortableTable {
  const table = record(value, "a table");
  const name = text(table.name, "a table's name");
  const columns = list(table.columns, `columns in ${JSON.stringify(name)}`, limits.columns).map(readColumn);
  assertDistinct(columns, "column");
  const counters = list(table.counters, "counters", limits.columns).map(readCounter);
  const key = list(table.key, "key columns", limits.columns).map((column) => text(column, "a key's column"));
  return { name, columns, key, counters };
}

function readColumn(value: unknown): PortableColumn {
  const { name, type, nullable } = record(value, "a column");
  if (!isPortableType(type) || typeof nullable !== "boolean") throw invalid("a column's type");
  return { name: text(name, "a column's name"), type, nullable };
}

function readCounter(value: unknown): PortableCounter {
  const { column, last } = record(value, "a counter");
  if (typeof last !== "string" || !/^\d{1,18}$/.test(last)) throw invalid("a counter");
  return { column: text(column, "a counter's column"), last };
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (isRecord(value)) return value;
  throw invalid(what);
}

function list(value: unknown, what: string, most: number): unknown[] {
  if (!Array.isArray(value)) throw invalid(what);
  if (value.length <= most) return value;
  throw new TenancyError("bundle_limit", `The bundle has ${value.length} ${what}; ${most} are allowed.`);
}

function text(value: unknown, what: string): string {
  if (typeof value === "string" && value.length <= 1000) return value;
  throw invalid(what);
}

function assertDistinct(entries: readonly { name: string }[], what: string): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    if (seen.has(name)) throw invalid(`the second ${what} ${JSON.stringify(name)}`);
    seen.add(name);
  }
}

/** The refusal of a bundle that is whole and not what it should be. */
export function invalid(what: string): TenancyError {
  return new TenancyError("bundle_invalid", `The bundle was not written by this engine: ${what} is wrong.`);
}
