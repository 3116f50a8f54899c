import { isRecord } from "../bundle/header";
import type { Operation } from "../coordination/operations";
import type { TenantRecord } from "../registry";
import { existing, type Life, statusAfter, statusDuring } from "./life";

export interface MoveReport {
  /** As it is now. */
  tenant: TenantRecord;
  from: string;
  to: string;
  tables: number;
  rows: number;
  /** Of the rows as lines of JSON. */
  bytes: number;
  /** For how long nothing could be written, in milliseconds; null when a move that was cut over before was finished. */
  pauseMs: number | null;
  /** Whether the old place is kept. */
  kept: boolean;
}

/** What the ledger knows of a move. */
export interface MoveState {
  from: string;
  to: string;
  kept: boolean;
}

/** Runs `work` while the tenant is read and not written, or as closed as it was, and its place refuses writes. */
export async function pausing<Client>(
  { engine }: Life<Client>,
  operation: Operation,
  work: () => Promise<Partial<TenantRecord>>,
): Promise<TenantRecord> {
  const status = statusDuring(operation);
  const options = { status, readers: status === "moving", fence: true };
  const after = await engine.coordination.ground(operation, options, work);
  if (after === null) throw new Error("A moved tenant has a record.");
  return after;
}

/**
 * Brings a move to its end whose process died: finished when its record was cut over, else taken back. Returns the
 * report of one that was finished.
 */
export async function endInterruptedMove<Client>(
  life: Life<Client>,
  operation: Operation,
): Promise<MoveReport | null> {
  const { engine } = life;
  const { tenantId: id } = operation;
  const state = stateOf(operation);
  const record = await existing(life, id);
  const cutOver = state !== null && record.datasource === state.to;
  const tenant = await pausing(life, operation, async () => {
    const status = statusAfter(operation);
    if (state === null) return { status };
    // A fence of ours keeps writers out of the old place, whichever that is.
    if (!cutOver) await engine.datasource(state.to).destroy(id);
    return { status };
  });
  if (!cutOver) return null;
  if (!state.kept) await engine.datasource(state.from).destroy(id);
  return { tenant, ...state, tables: 0, rows: 0, bytes: 0, pauseMs: null };
}

function stateOf({ state }: Operation): MoveState | null {
  if (!isRecord(state)) return null;
  const { from, to, kept } = state;
  if (typeof from !== "string" || typeof to !== "string" || typeof kept !== "boolean") return null;
  return { from, to, kept };
}
