import { byBytes, dependencyOrder, type References } from "../bundle/dependency-order";
import type { PortableColumn, PortableCounter, PortableTable } from "../bundle/snapshot";
import { historyTableName } from "./history";
import { quoteName } from "./names";
import type { OwnerSession } from "./owner";
import { portableTypeOf } from "./portable-values";
import type { Statement } from "./statement";

/** Where a tenant's rows are. */
export interface TenantPlace {
  schema: string;
  tenantId: string;
  /** Whether the tables hold other tenants' rows too, told apart by a column that is not data. */
  shared: boolean;
}

export interface ServerColumn extends PortableColumn {
  /** The type as `format_type` writes it, to cast to. */
  readonly formatted: string;
  /** What counts for the column: its own sequence, or the tenant's count of that name. */
  readonly numbers: { readonly sequence: string } | { readonly count: string } | null;
}

export interface Reference {
  readonly columns: readonly string[];
  readonly parent: string;
  readonly deferrable: boolean;
}

/** A table with what PostgreSQL needs beyond its portable description. */
export interface ServerTable extends PortableTable {
  readonly columns: readonly ServerColumn[];
  readonly references: readonly Reference[];
}

/** A tenant's tables from PostgreSQL's own catalog, each after those that it refers to. Prisma's history is none. */
export async function readTenantTables(session: OwnerSession, place: TenantPlace): Promise<ServerTable[]> {
  const columns = grouped(await readColumns(session, place));
  const keys = await readKeys(session, place);
  const references = grouped(await readReferences(session, place));
  const tables = new Map<string, ServerTable>();
  for (const name of await readNames(session, place)) {
    const own = (columns.get(name) ?? []).sort((a, b) => byBytes(a.name, b.name));
    tables.set(name, {
      name,
      columns: own,
      key: keys.get(name) ?? own.map((column) => column.name),
      counters: await readCounters(session, place, own),
      references: references.get(name) ?? [],
    });
  }
  const ordered = dependencyOrder([...tables.keys()], (name) => referencesOf(tables.get(name)));
  return ordered.flatMap((name) => tables.get(name) ?? []);
}

function referencesOf(table: ServerTable | undefined): References {
  const nullable = new Set(table?.columns.flatMap((c) => (c.nullable ? [c.name] : [])));
  const all = table?.references ?? [];
  // One empty column of several is enough to refer to nothing.
  const optional = all
    .filter(({ columns }) => columns.some((c) => nullable.has(c)))
    .map(({ parent }) => parent);
  const required = all.map(({ parent }) => parent).filter((parent) => !optional.includes(parent));
  return { required, optional };
}

/** A table's name in SQL. */
export function pathOf(place: TenantPlace, table: string): string {
  return `${quoteName(place.schema)}.${quoteName(table)}`;
}

const tenantColumn = "tenant_id";

// The tables themselves and not the parts that a shared one may be divided into.
const tablesFrom = `FROM pg_catalog.pg_class c WHERE c.relnamespace = to_regnamespace($1::text)
   AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '${historyTableName}'`;

async function ask(session: OwnerSession, place: TenantPlace, text: string): Promise<unknown[][]> {
  return (await session.send({ text, values: [quoteName(place.schema)] })).rows;
}

async function readNames(session: OwnerSession, place: TenantPlace): Promise<string[]> {
  return (await ask(session, place, `SELECT c.relname ${tablesFrom}`)).map(([name]) => String(name));
}

async function readColumns(
  session: OwnerSession,
  place: TenantPlace,
): Promise<Array<{ table: string; entry: ServerColumn }>> {
  const rows = await ask(
    session,
    place,
    `SELECT t.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), y.typtype = 'e', NOT a.attnotnull,
            pg_catalog.pg_get_serial_sequence($1 || '.' || quote_ident(t.relname), a.attname),
            pg_catalog.pg_get_expr(d.adbin, d.adrelid)
       FROM (SELECT c.oid, c.relname ${tablesFrom}) t
       JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
       LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum`,
  );
  const columns = rows.map(([table, name, formatted, isEnum, nullable, sequence, byDefault]) => ({
    table: String(table),
    entry: {
      name: String(name),
      type: portableTypeOf(String(formatted), isEnum === true),
      nullable: nullable === true,
      formatted: String(formatted),
      numbers: numbersOf(sequence, byDefault),
    },
  }));
  return place.shared ? columns.filter(({ entry }) => entry.name !== tenantColumn) : columns;
}

function numbersOf(sequence: unknown, byDefault: unknown): ServerColumn["numbers"] {
  const count = counterIn(byDefault);
  if (count !== null) return { count };
  return sequence === null ? null : { sequence: String(sequence) };
}

// Shared tables count per tenant, and so do all on Citus: see `deriveRowMigration` and `countedByTenant`.
function counterIn(byDefault: unknown): string | null {
  if (typeof byDefault !== "string") return null;
  const name = /^\(?acre\.next_number\('((?:[^']|'')*)'/.exec(byDefault)?.[1];
  return name?.replaceAll("''", "'") ?? null;
}

async function readKeys(session: OwnerSession, place: TenantPlace): Promise<Map<string, string[]>> {
  const rows = await ask(
    session,
    place,
    `SELECT t.relname, ${namesOf("k.conrelid", "k.conkey")}
       FROM (SELECT c.oid, c.relname ${tablesFrom}) t
       JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p'`,
  );
  return new Map(rows.map(([table, names]) => [String(table), ownNames(names, place)]));
}

async function readReferences(
  session: OwnerSession,
  place: TenantPlace,
): Promise<Array<{ table: string; entry: Reference }>> {
  const rows = await ask(
    session,
    place,
    `SELECT t.relname, ${namesOf("k.conrelid", "k.conkey")}, p.relname, k.condeferrable
       FROM (SELECT c.oid, c.relname ${tablesFrom}) t
       JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f' AND k.conparentid = 0
       JOIN pg_catalog.pg_class p ON p.oid = k.confrelid
      ORDER BY k.conname`,
  );
  return rows.map(([table, names, parent, deferrable]) => ({
    table: String(table),
    entry: { columns: ownNames(names, place), parent: String(parent), deferrable: deferrable === true },
  }));
}

function namesOf(relation: string, numbers: string): string {
  return `(SELECT pg_catalog.json_agg(a.attname ORDER BY u.place)
             FROM pg_catalog.unnest(${numbers}) WITH ORDINALITY u(number, place)
             JOIN pg_catalog.pg_attribute a ON a.attrelid = ${relation} AND a.attnum = u.number)`;
}

function ownNames(names: unknown, { shared }: TenantPlace): string[] {
  const list = Array.isArray(names) ? names.map(String) : [];
  return shared ? list.filter((name) => name !== tenantColumn) : list;
}

async function readCounters(
  session: OwnerSession,
  place: TenantPlace,
  columns: readonly ServerColumn[],
): Promise<PortableCounter[]> {
  const counters: PortableCounter[] = [];
  for (const { name, numbers } of columns) {
    if (numbers === null) continue;
    const { rows } = await session.send(lastOf(place, numbers));
    counters.push({ column: name, last: String(rows[0]?.[0] ?? "0") });
  }
  return counters;
}

function lastOf(place: TenantPlace, numbers: NonNullable<ServerColumn["numbers"]>): Statement {
  // A sequence's own name comes quoted where it has to be.
  if ("sequence" in numbers) {
    const { sequence } = numbers;
    return { text: `SELECT (last_value - CASE WHEN is_called THEN 0 ELSE 1 END)::text FROM ${sequence}` };
  }
  const text = "SELECT value::text FROM acre.counters WHERE tenant_id = $1::uuid AND name = $2";
  return { text, values: [place.tenantId, numbers.count] };
}

function grouped<T>(entries: ReadonlyArray<{ table: string; entry: T }>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const { table, entry } of entries) {
    const group = groups.get(table);
    if (group === undefined) groups.set(table, [entry]);
    else group.push(entry);
  }
  return groups;
}
