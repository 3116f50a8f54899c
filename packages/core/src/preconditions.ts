import { createHash } from "node:crypto";
import { type HeldTable, holdRecord, type TenantTx } from "@acre/db";
import type { TenantContext } from "./context";
import { AppError } from "./errors";

/** A record as the API answers it, or its row. One that does not say when it was changed counts as a whole. */
type Versioned = object & { readonly id?: string; readonly updatedAt?: Date | string };

/**
 * What tells a record's states apart: the same for its row and for every way it is answered in. A task's version is not
 * that of its answer, which counts comments too.
 */
export function versionOf(record: Versioned): string {
  const { id, updatedAt } = record;
  const state =
    updatedAt === undefined ? JSON.stringify(record) : `${id ?? ""} ${new Date(updatedAt).toISOString()}`;
  return createHash("sha256").update(state).digest("base64url").slice(0, 22);
}

/**
 * Makes sure that a record does not change between `requireMatch` and the end of the transaction. Call it before the
 * record is read; it does nothing where the caller set no condition.
 */
export async function holdForMatch(
  tx: TenantTx,
  ctx: TenantContext,
  table: HeldTable,
  id: string,
): Promise<void> {
  if (ctx.ifMatch) await holdRecord(tx, table, id, ctx.tenant.engine);
}

/**
 * Holds the caller to the versions they said they start from (If-Match, RFC 9110, section 13.1.1). Call it inside of the
 * transaction that changes the record, once it is known that they may see it.
 * @throws AppError `precondition_failed` when the record is another by now
 */
export function requireMatch({ ifMatch }: TenantContext, record: Versioned): void {
  if (!ifMatch || ifMatch.includes("*") || ifMatch.includes(versionOf(record))) return;
  throw new AppError("precondition_failed", "Somebody changed this meanwhile. Read it again, then decide.");
}
