import type { PortableColumn, PortableTable } from "../bundle/snapshot";
import { constantOf } from "./constants";
import type { ColumnRule } from "./mapping";
import type { PlanGround, TablePlan } from "./plan";

/** Holds a column's rule against the column; `before` are the tables that are filled before this one. */
export function checkRule(
  { schema, faults, checks, mapping }: PlanGround,
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
