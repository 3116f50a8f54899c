import { performance } from "node:perf_hooks";
import { isRecord } from "../bundle/header";
import type { BundleProgress, TableChecksum } from "../bundle/index";
import type { Operation } from "../coordination/operations";
import type { Datasource } from "../datasource";
import { isTenancyError, TenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { nameOf } from "../tenant-states";
import { catchUp } from "./catch-up";
import { copyData } from "./copy-data";
import {
  assertWhole,
  bringUpToDate,
  existing,
  ignoringErrors,
  type Life,
  placesFor,
  settledPlace,
  statusAfter,
  statusDuring,
} from "./life";

/**
 * What a move does, in order: `copy` from a snapshot while the tenant is used; then, while it is read and not written,
 * `catch_up` with what was written since, `verify` each table on both sides, and `cut_over`; `clear` if nothing is kept.
 */
export type MoveStep = "copy" | "catch_up" | "verify" | "cut_over" | "clear";

export interface MoveProgress {
  step: MoveStep;
  /** How far the step has come, where it goes through tables. */
  table?: BundleProgress;
}

export interface MoveOptions {
  onProgress?: (progress: MoveProgress) => void;
  /** Keeps the old place, refusing writes, until `confirmMove`; so unless said. */
  keepOld?: boolean;
  /** From how many bytes of rows on only what differs is written in the pause; 4 MiB unless said. */
  differencesFrom?: number;
}

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
interface MoveState {
  from: string;
  to: string;
  kept: boolean;
}

// Below that, writing everything is as quick as finding out what differs.
const largeBytes = 4 * 1024 * 1024;

/** Takes a tenant to another datasource, of whichever model, server or folder, while it is used: see `Tenants.move`. */
export async function moveTenant<Client>(
  life: Life<Client>,
  id: string,
  to: string,
  options: MoveOptions = {},
): Promise<MoveReport> {
  const { engine } = life;
  await existing(life, id);
  return engine.coordination.operate(id, { kind: "move" }, async (operation) => {
    const left = operation.resumed ? await endInterruptedMove(life, operation) : null;
    if (left !== null && left.to === to) return { ...left, tenant: await existing(life, id) };
    const record = await assertMovable(life, id, to);
    const source = await settledPlace(life, record);
    const state: MoveState = { from: record.datasource, to, kept: options.keepOld ?? true };
    await operation.note("copy", { ...state });
    const moving: Moving = { id, source, target: engine.datasource(to), state, options };
    return carryOver(life, operation, record, moving);
  });
}

interface Moving {
  id: string;
  source: Datasource;
  target: Datasource;
  state: MoveState;
  options: MoveOptions;
}

async function carryOver<Client>(
  life: Life<Client>,
  operation: Operation,
  record: TenantRecord,
  moving: Moving,
): Promise<MoveReport> {
  const { id, source, target, state, options } = moving;
  const tell = (step: MoveStep) => (table?: BundleProgress) => options.onProgress?.({ step, table });
  try {
    await bringUpToDate(life, operation, record);
    tell("copy")();
    const from = { datasource: source, tenantId: id };
    const into = { datasource: target, tenantId: id };
    const first = await copyData(from, into, { onProgress: tell("copy") });
    await operation.note("catch_up", { ...state });
    const begun = performance.now();
    let moved: TableChecksum[] = [];
    const tenant = await pausing(life, operation, async () => {
      tell("catch_up")();
      const catching = { onProgress: tell("catch_up"), onVerify: () => tell("verify")() };
      const isLarge = sumOf(first, "bytes") >= (options.differencesFrom ?? largeBytes);
      moved = isLarge
        ? await catchUp(from, into, catching)
        : await copyData(from, into, { ...catching, replace: true });
      await operation.note("cut_over", { ...state });
      tell("cut_over")();
      const { model: isolation, schemaVersion } = target;
      return { status: statusAfter(operation), datasource: state.to, isolation, schemaVersion };
    });
    const pauseMs = performance.now() - begun;
    if (!state.kept) {
      await operation.note("clear", { ...state });
      tell("clear")();
      await source.destroy(id);
    }
    const [rows, bytes] = [sumOf(moved, "rows"), sumOf(moved, "bytes")];
    return { tenant, ...state, tables: moved.length, rows, bytes, pauseMs };
  } catch (error) {
    await takeBack(life, moving, error);
    throw error;
  }
}

// Nothing is there for the place to go back to when the record says the new one, or when another process goes on.
async function takeBack<Client>(life: Life<Client>, moving: Moving, error: unknown): Promise<void> {
  if (isTenancyError(error, "lease_lost")) return;
  await ignoringErrors(
    (async () => {
      const { datasource } = await existing(life, moving.id);
      if (datasource === moving.state.from) await moving.target.destroy(moving.id);
    })(),
  );
}

async function pausing<Client>(
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

/** The tenant's record. Throws what `Tenants.move` throws before anything is changed. */
async function assertMovable<Client>(life: Life<Client>, id: string, to: string): Promise<TenantRecord> {
  const { engine } = life;
  const record = assertWhole(await existing(life, id), "moved");
  const target = engine.datasource(to);
  const source = engine.datasourceOf(record);
  if (record.datasource === to)
    throw new TenancyError("already_there", `Tenant ${nameOf(record)} is in datasource "${to}" already.`);
  if (target.accepts?.(id) === false)
    throw new TenancyError("datasource_unknown", `Datasource "${to}" takes no tenants. Choose another.`);
  if (source.keys !== undefined && source.keys === target.keys) {
    throw new TenancyError(
      "keys_shared",
      `Datasources "${record.datasource}" and "${to}" keep their keys in one place, so that removing a tenant from one would take its key from the other. Give one of them \`keysUnder\` a prefix of its own.`,
    );
  }
  if (await target.exists(id)) {
    throw new TenancyError(
      "datasource_exists",
      `There is data of tenant ${nameOf(record)} in datasource "${to}" already. If it was left there by a move, confirm that; otherwise move it away.`,
    );
  }
  return record;
}

/** Removes what moves have left of a tenant elsewhere, and returns the names of those datasources. */
export async function confirmMove<Client>(life: Life<Client>, id: string): Promise<string[]> {
  const { engine } = life;
  await existing(life, id);
  return engine.coordination.operate(id, { kind: "confirm_move" }, async (operation) => {
    const record = assertWhole(await existing(life, id), "cleared up after");
    const removed: string[] = [];
    for (const [name, place] of placesFor(life, id)) {
      if (name === record.datasource || !(await place.exists(id))) continue;
      operation.assertMine();
      await place.destroy(id);
      removed.push(name);
    }
    return removed;
  });
}

function sumOf(checksums: readonly TableChecksum[], figure: "rows" | "bytes"): number {
  return checksums.reduce((sum, checksum) => sum + checksum[figure], 0);
}
