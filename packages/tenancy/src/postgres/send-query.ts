import { hasState } from "./server-errors";
import type { LentClient } from "./server-pool";
import { type RowsQuery, type RowsResult, type Statement, sendTogether } from "./statement";
import { contextRefusal } from "./support-sql";

/** Sends one of a tenant's queries over a lent connection, prepared where it keeps statements. */
export async function sendQuery(
  lent: LentClient,
  before: readonly Statement[],
  query: RowsQuery,
  after: readonly Statement[] = [],
): Promise<RowsResult> {
  if (lent.statements === null) return sendTogether(lent.client, before, query, undefined, after);
  try {
    return await sendTogether(lent.client, before, query, lent.statements.nameFor(query.text), after);
  } catch (error) {
    lent.statements.forget(query.text);
    throw error;
  }
}

/**
 * Whether a statement failed before it began, for the reason alone that it was prepared: a migration changed its
 * result's columns since. Outside of a transaction it may simply be sent again.
 */
export function isStalePlan(error: unknown): boolean {
  return hasState(error, "0A000") && error.routine === "RevalidateCachedQuery";
}

/** Whether the database did not take a tenant's context: its key is another by now, or the context is too old. */
export function isContextRefused(error: unknown): boolean {
  return hasState(error, "42501") && error.message.startsWith(contextRefusal);
}

/**
 * Whether a connection over which this text was sent may serve another tenant. A statement that begins otherwise,
 * PREPARE or DO for example, can leave something behind that the next one would run into: by its first word, to
 * which the server holds itself too, and independent of the guard.
 */
export function leavesNothingBehind(text: string): boolean {
  return /^\s*(?:select|insert|update|delete|with|values|merge)\b/i.test(text);
}
