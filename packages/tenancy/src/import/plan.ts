import { dependencyOrder } from "../bundle/dependency-order";
import type { PortableValue } from "../bundle/portable";
import type { PortableColumn, PortableTable } from "../bundle/snapshot";
import { constantOf } from "./constants";
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

interface Ground {
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
export async function planImport(given: Omit<Ground, "faults">): Promise<TablePlan[]> {
  const ground: Ground = { ...given, faults: [] };
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

async function checkCustomers({ mapping: { tenants }, source, faults }: Ground): Promise<void> {
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
  ground: Ground,
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
    path: pathOf(ground, target.name),
    unique: schema.unique.get(target.name) ?? [],
    isReferredTo,
  };
}

function checkRule(
  { schema, faults, checks, mapping }: Ground,
  table: PortableTable,
  column: PortableColumn,
  rule: ColumnRule,
  before: readonly TablePlan[],
): void {
  const fault = (at: string | undefined, message: string) => {
    const end = at === undefined ? [] : [at];
    faults.push({ path: ["tables", table.name, "columns", column.name, ...end], message });
  };
  const parent = schema.references.get(table.name)?.get(column.name);
  const isEmpty = "const" in rule && rule.const === null;
  if (parent !== undefined && !isEmpty && !("id" in rule && rule.id !== true && rule.of === parent))
    fault(undefined, `It refers to ${parent}: write {"id": "<column>", "of": "${parent}"}.`);
  if ("id" in rule) {
    if (column.type !== "text") fault("id", `An id is text, and the column holds ${column.type}.`);
    if (rule.id === true) return;
    const to = before.find(({ target }) => target.name === rule.of);
    if (mapping.tables[rule.of] === undefined) fault("of", `The mapping has no table ${rule.of}.`);
    else if (to === undefined)
      fault("of", `${rule.of} refers back to ${table.name}, or is it: such a circle cannot be imported.`);
    else if (to.key.length !== 1)
      fault("of", `${rule.of} has a key of several columns; nothing can refer to it.`);
    if (rule.ifMissing !== undefined && !column.nullable)
      fault("ifMissing", "The column has to refer to something.");
  }
  if ("count" in rule && !["integer", "bigint", "float"].includes(column.type))
    fault("count", `A count is a number, and the column holds ${column.type}.`);
  if ("now" in rule && column.type !== "datetime")
    fault("now", `The column holds ${column.type}, no moment.`);
  if ("column" in rule && rule.as !== undefined && column.type !== (rule.as === "date" ? "text" : "datetime"))
    fault("as", `${rule.as} does not give ${column.type}, which the column holds.`);
  const check = checks[table.name]?.[column.name];
  for (const [at, constant] of constantsIn(rule)) {
    const value = constantOf(constant, column.type, check);
    if (value === undefined) fault(at, `This is no ${column.type} that ${table.name}.${column.name} takes.`);
    if (value === null && !column.nullable) fault(at, `${table.name}.${column.name} cannot be empty.`);
  }
}

function constantsIn(rule: ColumnRule) {
  if ("const" in rule) return [["const", rule.const] as const];
  if (!("column" in rule)) return [];
  const values = Object.values(rule.values ?? {}).map((value) => ["values", value] as const);
  return rule.default === undefined ? values : [...values, ["default", rule.default] as const];
}

function pathOf({ mapping: { tables, tenants }, faults }: Ground, table: string): Step[] {
  const steps: Step[] = [];
  const passed = new Set<string>();
  for (let name = table; ; ) {
    const path = ["tables", name, "tenant"];
    const fault = (message: string) => {
      // Once, and not for each table that leads through this one.
      if (name === table) faults.push({ path, message });
      return [];
    };
    const { tenant } = tables[name] ?? {};
    if (tenants === undefined)
      return tenant === undefined ? [] : fault('All rows are those of "tenant": leave this out.');
    if (tenant === undefined)
      return fault('Say how a row\'s customer is told: {"column": …}, with a "parent" if need be.');
    if (passed.has(name)) return fault("The parents lead in a circle.");
    passed.add(name);
    if (!("parent" in tenant)) return [...steps, { column: tenant.column, parent: null }];
    const parent = tables[tenant.parent];
    const [key, ...more] = parent?.key ?? [];
    if (parent === undefined) return fault(`The mapping has no table ${tenant.parent}.`);
    if (key === undefined || more.length > 0) return fault(`The key of ${tenant.parent} is not one column.`);
    steps.push({ column: tenant.column, parent: { from: parent.from, key } });
    name = tenant.parent;
  }
}

function noTable(path: string[], table: string): MappingFault {
  return { path, message: `The source has no table or view ${JSON.stringify(table)}.` };
}

function noColumn(path: string[], table: string, column: string, there: readonly string[]): MappingFault {
  const message = `${table} has no column ${JSON.stringify(column)}. There are: ${there.join(", ")}.`;
  return { path, message };
}
