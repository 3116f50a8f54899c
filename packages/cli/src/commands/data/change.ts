import { readFileSync } from "node:fs";
import type { ChangedRows, Operator } from "@acre/core/platform";
import { confirmWord } from "../../confirm";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { facts } from "../../output/table";
import { UsageError } from "../../usage-error";
import { withOperator } from "../../with-operator";

export interface ChangeOptions {
  tenant: string;
  dryRun?: true;
  yes?: true;
}

/** What each of these commands says at the end of its help. */
export const changeHelp = `
Columns are called as in the tables, and checked as the models say. The product's other rules are not asked: whoever
uses this knows them. Both logs show it. --dry-run does it and takes it back.`;

/** Asks, changes, and shows what became of it. */
export async function change(
  command: { optsWithGlobals(): object },
  { tenant, dryRun, yes }: ChangeOptions,
  work: (operator: Operator) => Promise<ChangedRows>,
): Promise<void> {
  if (!dryRun) await confirmWord(tenant, `This changes data of ${tenant}.`, yes === true);
  const changed = await withOperator(work);
  const title = `${dryRun ? "Would be changed" : "Changed"}: ${changed.changed} in ${changed.table}.`;
  print(wantsJson(command), changed, [title, ...(changed.row ? facts(readable(changed.row)) : [])]);
}

function readable(row: Record<string, unknown>): Record<string, string | null> {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null ? null : text(value)]),
  );
}

/** @throws UsageError for what is no JSON object */
export function readRow(json: string): Record<string, unknown> {
  const row = parse(json, "--data");
  if (isRow(row)) return row;
  throw new UsageError(`--data has to be a JSON object, such as '{"name":"Website"}'.`);
}

/**
 * Rows from a file: a JSON list of objects, or an object a line.
 * @throws UsageError for what cannot be read so
 */
export function readRows(path: string): Record<string, unknown>[] {
  const text = readText(path).trim();
  const rows = text.startsWith("[")
    ? parse(text, path)
    : text.split("\n").map((line, index) => parse(line, `${path}, line ${index + 1}`));
  if (Array.isArray(rows) && rows.every(isRow)) return rows;
  throw new UsageError(`${path} has to hold a JSON list of objects, or an object a line.`);
}

function readText(path: string): string {
  try {
    // 0 is what is piped in.
    return readFileSync(path === "-" ? 0 : path, "utf8");
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${what} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
