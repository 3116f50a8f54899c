import { type PortableRow, type PortableValue, ValueRefused } from "../bundle/portable";
import { constantOf } from "./constants";
import { convert } from "./convert";
import type { ColumnPlan, TablePlan } from "./plan";
import { selectionOf } from "./queries";
import { keyText, recordId } from "./record-ids";
import type { BadRowReason } from "./report";
import type { Seen } from "./seen";
import type { SourceValue } from "./source";

/** A row as it is written, or why it stays behind. */
export type MappedRow =
  | { row: PortableRow; cleared: number }
  | { reason: BadRowReason; column: string | null; key: string | null };

/** For whom rows are mapped. */
export interface MapFor {
  tenantId: string;
  seen: Seen;
  /** When the import began, as a portable moment. */
  now: string;
}

/** Why one column's value cannot be had. */
class Refusal {
  constructor(readonly reason: BadRowReason) {}
}

const cleared = Symbol("cleared");

type Read = (source: readonly SourceValue[], ownId: string) => PortableValue | typeof cleared | Refusal;

/** Returns the function that takes a table's rows, as its query returns them, to one tenant's. */
export function rowMapper(plan: TablePlan, to: MapFor): (source: readonly SourceValue[]) => MappedRow {
  const { target, key: keyColumns, unique, isReferredTo } = plan;
  const reads = plan.columns.map((column) => readerOf(column, plan, to));
  const places = new Map(target.columns.map(({ name }, at) => [name, at]));
  const sets = unique.map((set) => ({
    name: set.join("+"),
    at: set.flatMap((column) => places.get(column) ?? []),
  }));
  return (source) => {
    const key = keyText(source.slice(0, keyColumns.length));
    if (key === null) return { reason: "key_missing", column: null, key };
    const ownId = recordId(to.tenantId, target.name, key);
    const row: PortableRow = [];
    let emptied = 0;
    for (const [at, read] of reads.entries()) {
      const { name, nullable } = plan.columns[at] ?? { name: null, nullable: true };
      const value = read(source, ownId);
      if (value instanceof Refusal) return { reason: value.reason, column: name, key };
      if (value === null && !nullable) return { reason: "value_missing", column: name, key };
      if (value === cleared) emptied++;
      row.push(value === cleared ? null : value);
    }
    const shared = new Map<string, string>();
    for (const set of sets) {
      const values = set.at.map((at) => row[at] ?? null);
      // What is empty equals nothing.
      if (values.includes(null)) continue;
      const text = JSON.stringify(values);
      if (to.seen.has("unique", target.name, set.name, text))
        return { reason: "duplicate", column: set.name, key };
      shared.set(set.name, text);
    }
    for (const [set, text] of shared) to.seen.add("unique", target.name, set, text);
    if (isReferredTo) to.seen.add("row", target.name, ownId);
    return { row, cleared: emptied };
  };
}

function readerOf(column: ColumnPlan, plan: TablePlan, to: MapFor): Read {
  const { rule, type, check } = column;
  const selection = selectionOf(plan);
  const columnAt = (name: string) => plan.key.length + selection.columns.indexOf(name);
  if (rule === null) return () => null;
  if ("const" in rule) {
    const value = constantOf(rule.const, type, check) ?? null;
    return () => value;
  }
  if ("now" in rule) return () => to.now;
  if ("count" in rule) {
    const at = plan.key.length + selection.columns.length + selection.counts.indexOf(rule.count);
    return (source) => refusing(() => convert(source[at] ?? "", type));
  }
  if ("column" in rule) return valueReader(column, rule, columnAt(rule.column));
  if (rule.id === true) return (_source, ownId) => ownId;
  const { of, ifMissing } = rule;
  const at = columnAt(rule.id);
  return (source) => {
    const key = keyText([source[at] ?? null]);
    if (key === null) return null;
    const id = recordId(to.tenantId, of, key);
    if (to.seen.has("row", of, id)) return id;
    return ifMissing === "null" ? cleared : new Refusal("reference_missing");
  };
}

type ValueRule = Extract<NonNullable<ColumnPlan["rule"]>, { column: string }>;

function valueReader({ type, check }: ColumnPlan, rule: ValueRule, at: number): Read {
  const constant = (value: string | number | boolean | null) => constantOf(value, type, check) ?? null;
  const values =
    rule.values && new Map(Object.entries(rule.values).map(([from, value]) => [from, constant(value)]));
  const fallback = rule.default === undefined ? undefined : constant(rule.default);
  const { as, prefix, lower } = rule;
  return (source) => {
    const value = source[at] ?? null;
    if (value === null) return fallback ?? null;
    if (values !== undefined) {
      const known = values.get(String(value));
      if (known !== undefined) return known;
      return fallback === undefined ? new Refusal("value_refused") : fallback;
    }
    return refusing(() => {
      const text = prefix === undefined ? value : `${prefix}${String(value)}`;
      const read = convert(lower === true && typeof text === "string" ? text.toLowerCase() : text, type, as);
      return check === undefined ? read : check(read);
    });
  };
}

// What a converter says of a value may quote it, and stays here.
function refusing(read: () => PortableValue | undefined): PortableValue | Refusal {
  try {
    const value = read();
    return value === undefined ? new Refusal("value_refused") : value;
  } catch (error) {
    if (error instanceof ValueRefused) return new Refusal("value_refused");
    throw error;
  }
}
