import type { TenantDb, TenantTx } from "@acre/db";
import { dialectOf, readsOnly, type TenantRecord } from "@acre/tenancy";
import type { AuditAction } from "../../../audit/actions";
import { recordAuditOf } from "../../../audit/record";
import { AppError } from "../../../errors";
import { codeOf } from "../../../translate-error";
import { audited } from "../audited";
import { findTenant } from "../find-tenant";
import type { Operator } from "../operator";
import { withLaggingTenant } from "./lagging-tenant";
import { plainValue } from "./plain-value";

export interface TenantQuery {
  /** Slug of the tenant. */
  tenant: string;
  /** One statement, in the dialect of the engine where the tenant is. */
  sql: string;
  /** Lets it change rows. */
  write?: boolean;
}

export interface QueryResult {
  rows: Record<string, unknown>[];
  /** How many a statement has changed that returns none; null for one that reads. */
  changed: number | null;
}

/**
 * Runs one statement of an operator's in a tenant, through the tenant's own handle: it reaches that tenant and nothing
 * else, and changes no schema. The workspace's own log says so, with the statement; the operators' log without it. Also in
 * one that lags, so that rows can be mended over which its migration failed.
 * @throws AppError `not_found`, `invalid_input` for a statement that writes and may not; TenancyError
 * `statement_refused`, and what keeps the tenant from being used
 */
export async function queryTenant(operator: Operator, query: TenantQuery): Promise<QueryResult> {
  const { platform } = operator;
  const { sql, write = false } = query;
  const tenant = await findTenant(platform, query.tenant);
  const reads = readsOnly(sql, dialectOf(tenant.isolation));
  if (!reads && !write) {
    throw new AppError(
      "invalid_input",
      "This statement writes, or may write. Nothing was changed; add --write if that is what you want.",
    );
  }
  const action = { action: reads ? "tenant.queried" : "tenant.changed_by_sql", tenantId: tenant.id };
  return audited(operator, action, () =>
    withLaggingTenant(platform, tenant.id, (db) => (reads ? read(db, tenant, sql) : change(db, tenant, sql))),
  );
}

async function read(db: TenantDb, tenant: TenantRecord, sql: string): Promise<QueryResult> {
  await tell(db, tenant, sql);
  const rows = await (dialectOf(tenant.isolation) === "sqlite" ? ask(db, sql) : takenBack(db, sql));
  return { rows, changed: null };
}

// A workspace that is read-only has no log to write to; the operators' log says it all the same.
async function tell(db: TenantDb, tenant: TenantRecord, sql: string): Promise<void> {
  if (tenant.status !== "active") return;
  await db.$transaction((tx) => record(tx, tenant, "data.queried", sql));
}

async function change(db: TenantDb, tenant: TenantRecord, sql: string): Promise<QueryResult> {
  return db.$transaction(async (tx) => {
    const returns = /\breturning\b/i.test(sql);
    const rows = returns ? await ask(tx, sql) : [];
    const changed = returns ? rows.length : await tx.$executeRawUnsafe(sql).catch(explain);
    await record(tx, tenant, "data.changed", sql);
    return { rows, changed };
  });
}

class TakenBack extends Error {
  constructor(readonly rows: Record<string, unknown>[]) {
    super("It was only read.");
  }
}

/** Whatever the statement did after all, through a function for example, is taken back. */
async function takenBack(db: TenantDb, sql: string): Promise<Record<string, unknown>[]> {
  try {
    return await db.$transaction(async (tx) => {
      throw new TakenBack(await ask(tx, sql));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.rows;
    throw error;
  }
}

async function ask(tx: TenantTx, sql: string): Promise<Record<string, unknown>[]> {
  const rows = await tx.$queryRawUnsafe<Record<string, unknown>[]>(sql).catch(explain);
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)])),
  );
}

// What the database says is what the operator has to read.
function explain(error: unknown): never {
  const code = codeOf(error);
  if (code !== "P2010") throw error;
  const meta: unknown = Reflect.get(Object(error), "meta");
  const cause: unknown = Reflect.get(Object(Reflect.get(Object(meta), "driverAdapterError")), "cause");
  const said = Reflect.get(Object(cause), "originalMessage") ?? Reflect.get(Object(error), "message");
  throw new AppError("invalid_input", `The database says: ${String(said)}`);
}

function record(tx: TenantTx, { id }: TenantRecord, action: AuditAction, sql: string): Promise<void> {
  return recordAuditOf(
    tx,
    id,
    { kind: "operator", id: null, name: "Operator" },
    {
      action,
      resourceType: "workspace",
      resourceId: id,
      changes: { statement: { before: null, after: sql } },
    },
  );
}
