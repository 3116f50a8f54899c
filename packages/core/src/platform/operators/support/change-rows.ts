import type { TenantDb, TenantTx } from "@acre/db";
import { type AuditEntry, type Changes, recordAuditOf } from "../../../audit/record";
import { AppError } from "../../../errors";
import { audited } from "../audited";
import { findTenant } from "../find-tenant";
import type { Operator } from "../operator";
import { type RowInput, rowInput, rowsInput } from "./inputs";
import { type Model, modelOf } from "./models";
import { plainValue } from "./plain-value";
import { type Row, rowsOf } from "./rows-of";
import { validateRow } from "./validate-row";

export interface Change {
  /** Slug of the tenant. */
  tenant: string;
  /** The table, or its model. */
  table: string;
  /** Does everything and takes it back. */
  dryRun?: boolean;
}

export interface ChangedRows {
  table: string;
  /** How many. */
  changed: number;
  /** As they are afterwards; of a deleted one, as it was. Null for many at once. */
  row: Record<string, unknown> | null;
  dryRun: boolean;
}

/**
 * Adds one row. What the columns may hold is checked as the product does; its other rules are not asked.
 * @throws AppError `not_found`, `invalid_input`, `last_owner`
 */
export function insertRow(
  operator: Operator,
  { data, ...change }: Change & { data: RowInput },
): Promise<ChangedRows> {
  return changing(operator, "data.inserted", change, async (tx, model) => {
    const row = await rowsOf(tx, model).create({ data: validateRow(model, rowInput.parse(data)) });
    return { changed: 1, row, entry: { id: idOf(row), changes: differences({}, row) } };
  });
}

/** Adds all of the rows, or none. Throws as `insertRow` does, saying in which row. */
export function insertRows(
  operator: Operator,
  { rows, ...change }: Change & { rows: RowInput[] },
): Promise<ChangedRows> {
  return changing(operator, "data.inserted", change, async (tx, model) => {
    const data = rowsInput.parse(rows).map((row, index) => validateRow(model, row, `Row ${index + 1}: `));
    let changed = 0;
    for (let at = 0; at < data.length; at += batch) {
      const { count } = await rowsOf(tx, model).createMany({ data: data.slice(at, at + batch) });
      changed += count;
    }
    return {
      changed,
      row: null,
      entry: { id: model.table, changes: { rows: { before: null, after: changed } } },
    };
  });
}

/** Changes one row. Throws as `insertRow` does. */
export function updateRow(
  operator: Operator,
  { id, data, ...change }: Change & { id: string; data: RowInput },
): Promise<ChangedRows> {
  return changing(operator, "data.updated", change, async (tx, model) => {
    const before = await found(tx, model, id);
    const row = await rowsOf(tx, model).update({
      where: { id },
      data: validateRow(model, rowInput.parse(data)),
    });
    return { changed: 1, row, entry: { id, changes: differences(before, row) } };
  });
}

/** Removes one row, and what the schema removes with it. Throws as `insertRow` does. */
export function deleteRow(
  operator: Operator,
  { id, ...change }: Change & { id: string },
): Promise<ChangedRows> {
  return changing(operator, "data.deleted", change, async (tx, model) => {
    const row = await found(tx, model, id);
    await rowsOf(tx, model).delete({ where: { id } });
    return { changed: 1, row, entry: { id, changes: differences(row, {}) } };
  });
}

const batch = 500;

async function found(tx: TenantTx, model: Model, id: string): Promise<Row> {
  if (!model.columns.some(({ name }) => name === "id")) {
    throw new AppError(
      "invalid_input",
      `Rows of ${model.table} have no id of their own. Use: npx acre query --write`,
    );
  }
  const row = await rowsOf(tx, model).findUnique({ where: { id } });
  if (row) return row;
  throw new AppError("not_found", `There is no row ${id} in ${model.table}.`);
}

interface Outcome {
  changed: number;
  row: Row | null;
  /** For the tenant's own log. */
  entry: { id: string; changes: Changes };
}

class DryRun extends Error {
  constructor(readonly outcome: Outcome) {
    super("It was only tried.");
  }
}

async function changing(
  operator: Operator,
  action: "data.inserted" | "data.updated" | "data.deleted",
  { tenant, table, dryRun = false }: Change,
  work: (tx: TenantTx, model: Model) => Promise<Outcome>,
): Promise<ChangedRows> {
  const { platform } = operator;
  const { id: tenantId } = await findTenant(platform, tenant);
  const db = await platform.tenancy.connectById(tenantId);
  const model = modelOf(db, table);
  const attempt = () =>
    inTransaction(db, async (tx) => {
      const ownersBefore = await owners(tx);
      const outcome = await work(tx, model);
      if (ownersBefore > 0 && (await owners(tx)) === 0)
        throw new AppError("last_owner", "That would leave the workspace without an active owner.");
      if (dryRun) throw new DryRun(outcome);
      // No member of theirs.
      await recordAuditOf(
        tx,
        tenantId,
        { kind: "operator", id: null, name: "Operator" },
        {
          action,
          resourceType: resourceOf(model),
          resourceId: outcome.entry.id,
          changes: outcome.entry.changes,
        },
      );
      return outcome;
    });
  const present = ({ changed, row }: Outcome): ChangedRows => ({
    table: model.table,
    changed,
    row: row && plainRow(row),
    dryRun,
  });
  if (dryRun) return present(await attempt());
  const detail = { table: model.table };
  return present(await audited(operator, { action: `tenant.${action}`, tenantId, detail }, attempt));
}

async function inTransaction(db: TenantDb, work: (tx: TenantTx) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await db.$transaction(work, { timeout: 60_000 });
  } catch (error) {
    if (error instanceof DryRun) return error.outcome;
    throw explained(error);
  }
}

function owners(tx: TenantTx): Promise<number> {
  return tx.user.count({ where: { role: "owner", active: true } });
}

// The client's own words name the column; the rest is for programmers.
function explained(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "PrismaClientValidationError" || /^PrismaClientKnownRequest/.test(error.name)) {
    const lines = error.message.split("\n").filter((line) => line.trim() !== "");
    return new AppError("invalid_input", `The database takes no such row: ${lines.at(-1)?.trim()}`);
  }
  return error;
}

const resources: Readonly<Record<string, AuditEntry["resourceType"]>> = {
  Project: "project",
  Task: "task",
  Comment: "comment",
  Label: "label",
  User: "member",
  CompanySettings: "settings",
};

function resourceOf({ name }: Model): AuditEntry["resourceType"] {
  return resources[name] ?? "workspace";
}

function idOf(row: Row): string {
  return typeof row.id === "string" ? row.id : "row";
}

function differences(before: Row, after: Row): Changes {
  const changes: Changes = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [plainValue(before[field]), plainValue(after[field])];
    if (JSON.stringify(was) !== JSON.stringify(is)) changes[field] = { before: was, after: is };
  }
  return changes;
}

function plainRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}
