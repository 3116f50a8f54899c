import type { Mapping } from "./mapping";
import type { TablePlan } from "./plan";
import { type ImportSource, quoteColumn, type SourceValue } from "./source";

type Customers = NonNullable<Mapping["tenants"]>;

/** What a table's query returns: first its key's columns, then these. */
export interface Selection {
  /** Source columns, in the order in which they are read. */
  columns: string[];
  /** Columns of whose equal values rows are counted. */
  counts: string[];
}

/** What a plan's rules read of a row. */
export function selectionOf({ columns }: TablePlan): Selection {
  const read = new Set<string>();
  const counts = new Set<string>();
  for (const { rule } of columns) {
    if (rule === null) continue;
    if ("column" in rule) read.add(rule.column);
    if ("id" in rule && rule.id !== true) read.add(rule.id);
    if ("count" in rule) counts.add(rule.count);
  }
  return { columns: [...read], counts: [...counts] };
}

/** The rows of a table in the order of their keys; only one customer's where there are several. */
export function rowsQuery(source: ImportSource, plan: TablePlan, customer: SourceValue): string {
  const { columns, counts } = selectionOf(plan);
  const order = plan.key.map(own).join(", ");
  const numbers = counts.map((column) => `row_number() OVER (PARTITION BY ${own(column)} ORDER BY ${order})`);
  const list = [...plan.key.map(own), ...columns.map(own), ...numbers].join(", ");
  return `SELECT ${list} FROM ${joined(source, plan, "JOIN")}${ofCustomer(source, plan, customer)} ORDER BY ${order}`;
}

/** The keys of rows that no customer can be told for. */
export function unplacedQuery(source: ImportSource, plan: TablePlan, customers: Customers): string {
  const key = `c.${quoteColumn(customers.key)}`;
  const last = `${alias(plan.path.length - 1)}.${quoteColumn(plan.path.at(-1)?.column ?? "")}`;
  const tables = `${joined(source, plan, "LEFT JOIN")} LEFT JOIN ${source.table(customers.from)} c ON ${last} = ${key}`;
  return `SELECT ${plan.key.map(own).join(", ")} FROM ${tables} WHERE ${key} IS NULL`;
}

/** The customers: key, company and, where the mapping names a column for it, slug. */
export function customersQuery(source: ImportSource, { from, key, company, slug }: Customers): string {
  const columns = [key, company, ...(slug === undefined ? [] : [slug])].map(quoteColumn).join(", ");
  return `SELECT ${columns} FROM ${source.table(from)} ORDER BY ${quoteColumn(key)}`;
}

function joined(source: ImportSource, { from, path }: TablePlan, join: string): string {
  let text = `${source.table(from)} ${alias(0)}`;
  path.forEach(({ column, parent }, at) => {
    if (parent === null) return;
    const to = `${alias(at + 1)}.${quoteColumn(parent.key)}`;
    text += ` ${join} ${source.table(parent.from)} ${alias(at + 1)} ON ${alias(at)}.${quoteColumn(column)} = ${to}`;
  });
  return text;
}

function ofCustomer(source: ImportSource, { path }: TablePlan, customer: SourceValue): string {
  const last = path.at(-1);
  if (last === undefined) return "";
  return ` WHERE ${alias(path.length - 1)}.${quoteColumn(last.column)} = ${source.literal(customer)}`;
}

const alias = (at: number) => `t${at}`;
const own = (column: string) => `${alias(0)}.${quoteColumn(column)}`;
