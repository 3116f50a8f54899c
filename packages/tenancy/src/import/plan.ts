import { dependencyOrder } from "../bundle/dependency-order";
import type { PortableValue } from "../bundle/portable";
import type { PortableColumn, PortableTable } from "../bundle/snapshot";
import { checkRule } from "./check-rule";
import { customerPath } from "./customer-path";
import {
  type ColumnRule,
  invalidMapping,
  type Mapping,
  type MappingFault,
  type TableMapping,
} from "./mapping";
import type { ImportSource } from "./source";
import type { TargetSchema } from "./target-schema";

/** Has the last word on a column's values: what is to be written, or undefined to refuse the row. */
export type ValueCheck = (value: PortableValue) => PortableValue | undefined;
/** For each table, for each column. */
export type ValueChecks = Readonly<Record<string, Readonly<Record<string, ValueCheck>>>>;

/** How a target table is filled. */
export interface TablePlan {
  readonly target: PortableTable;
  readonly from: string;
  readonly key: readonly string[];
  /** In the order of the target's columns; null for a column that stays empty. */
  readonly columns: readonly ColumnPlan[];
  /** The way from a row to its customer; empty where all rows are one tenant's. */
  readonly path: readonly Step[];
  readonly unique: readonly (readonly string[])[];
  /** Whether other rows refer to this table's. */
  readonly isReferredTo: boolean;
}

export interface ColumnPlan extends PortableColumn {
  readonly rule: ColumnRule | null;
  readonly check: ValueCheck | undefined;
}

/** The column that leads on: to the customers' key, or to the key of the parent's table. */
export interface Step {
  readonly column: string;
  readonly parent: { from: string; key: string } | null;
}

/** What a mapping is held against, and what is wrong with it so far. */
export interface PlanGround {
  mapping: Mapping;
  schema: TargetSchema;
  source: ImportSource;
  checks: ValueChecks;
  faults: MappingFault[];
}

/**
 * Holds a mapping against the source's and the target's tables. Tables come after those that they refer to. Throws
 * `import_mapping_invalid`, which names every path that does not fit.
 */
export async function planImport(given: Omit<PlanGround, "faults">): Promise<TablePlan[]> {
  const ground: PlanGround = { ...given, faults: [] };
  const { mapping, schema, faults } = ground;
  const plans: TablePlan[] = [];
  await checkCustomers(ground);
  for (const name of inOrder(mapping, schema)) {
    const table = mapping.tables[name];
    const target = schema.tables.find((known) => known.name === name);
    if (table === undefined) continue;
    if (target === undefined) {
      const known = schema.tables.map((known) => known.name).join(", ");
      faults.push({ path: ["tables", name], message: `A tenant has no such table. There are: ${known}.` });
      continue;
    }
    plans.push(await planTable(ground, target, table, plans));
  }
  if (Object.keys(mapping.tables).length === 0)
    faults.push({ path: ["tables"], message: "Map at least one table." });
  if (faults.length > 0) throw invalidMapping(faults);
  return plans;
}

async function checkCustomers({ mapping: { tenants }, source, faults }: PlanGround): Promise<void> {
  if (tenants === undefined) return;
  const columns = await source.columns(tenants.from);
  if (columns === null) faults.push(noTable(["tenants", "from"], tenants.from));
  if (columns === null) return;
  for (const part of ["key", "company", "slug"] as const) {
    const column = tenants[part];
    if (column !== undefined && !columns.includes(column))
      faults.push(noColumn(["tenants", part], tenants.from, column, columns));
  }
}

// By what the mapping refers to and what the database does: a reference need not be a foreign key.
function inOrder({ tables }: Mapping, { references, tables: known }: TargetSchema): string[] {
  const named = Object.keys(tables);
  return dependencyOrder(named, (name) => {
    const nullable = new Set(
      known.find((table) => table.name === name)?.columns.flatMap((c) => (c.nullable ? [c.name] : [])),
    );
    const all = [...(references.get(name) ?? [])];
    for (const [column, rule] of Object.entries(tables[name]?.columns ?? {}))
      if ("id" in rule && rule.id !== true) all.push([column, rule.of]);
    return {
      required: all.flatMap(([column, of]) => (nullable.has(column) ? [] : of)),
      optional: all.flatMap(([column, of]) => (nullable.has(column) ? of : [])),
    };
  });
}

async function planTable(
  ground: PlanGround,
  target: PortableTable,
  table: TableMapping,
  before: readonly TablePlan[],
): Promise<TablePlan> {
  const { schema, source, faults, mapping } = ground;
  const path = ["tables", target.name];
  const there = await source.columns(table.from);
  if (there === null) faults.push(noTable([...path, "from"], table.from));
  const expectColumn = (at: readonly string[], column: string) => {
    if (there !== null && !there.includes(column))
      faults.push(noColumn([...path, ...at], table.from, column, there));
  };
  for (const column of table.key) expectColumn(["key"], column);
  if (table.tenant !== undefined) expectColumn(["tenant", "column"], table.tenant.column);
  for (const [column, rule] of Object.entries(table.columns)) {
    const at = ["columns", column];
    const own = target.columns.find(({ name }) => name === column);
    if (own === undefined) {
      const names = target.columns.map(({ name }) => name).join(", ");
      faults.push({
        path: [...path, ...at],
        message: `${target.name} has no such column. There are: ${names}.`,
      });
      continue;
    }
    checkRule(ground, target, own, rule, before);
    if ("column" in rule) expectColumn([...at, "column"], rule.column);
    if ("count" in rule) expectColumn([...at, "count"], rule.count);
    if ("id" in rule && rule.id !== true) expectColumn([...at, "id"], rule.id);
  }
  for (const { name, nullable } of target.columns) {
    if (nullable || table.columns[name] !== undefined) continue;
    const message = `${target.name}.${name} is required: say where it comes from, or give a "const".`;
    faults.push({ path: [...path, "columns", name], message });
  }
  const isReferredTo = Object.values(mapping.tables).some(({ columns }) =>
    Object.values(columns).some((rule) => "id" in rule && rule.id !== true && rule.of === target.name),
  );
  return {
    target,
    from: table.from,
    key: table.key,
    columns: target.columns.map((column) => ({
      ...column,
      rule: table.columns[column.name] ?? null,
      check: ground.checks[target.name]?.[column.name],
    })),
    path: customerPath(ground, target.name),
    unique: schema.unique.get(target.name) ?? [],
    isReferredTo,
  };
}

function noTable(path: string[], table: string): MappingFault {
  return { path, message: `The source has no table or view ${JSON.stringify(table)}.` };
}

function noColumn(path: string[], table: string, column: string, there: readonly string[]): MappingFault {
  const message = `${table} has no column ${JSON.stringify(column)}. There are: ${there.join(", ")}.`;
  return { path, message };
}
