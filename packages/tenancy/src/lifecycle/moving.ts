import { performance } from "node:perf_hooks";
import type { BundleProgress, TableChecksum } from "../bundle/index";
import type { Operation } from "../coordination/operations";
import type { Datasource } from "../datasource";
import { isTenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { catchUp, unchangedSince } from "./catch-up";
import { copyData } from "./copy-data";
import { endInterruptedMove, type MoveReport, type MoveState, pausing } from "./ending-move";
import { bringUpToDate, existing, ignoringErrors, type Life, settledPlace, statusAfter } from "./life";
import { assertMovable } from "./old-places";

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
    const isLarge = sumOf(first, "bytes") >= (options.differencesFrom ?? largeBytes);
    // While it is used, so that writes need not wait for what nobody changes.
    const known = isLarge ? await unchangedSince(from, first, { onProgress: tell("catch_up") }) : [];
    const begun = performance.now();
    let moved: TableChecksum[] = [];
    const tenant = await pausing(life, operation, async () => {
      tell("catch_up")();
      const catching = { onProgress: tell("catch_up"), onVerify: () => tell("verify")() };
      moved = isLarge
        ? await catchUp(from, into, { ...catching, known })
        : await copyData(from, into, { ...catching, replace: true });
      await operation.note("cut_over", { ...state });
      tell("cut_over")();
      const { model: isolation, schemaVersion } = target;
      return { status: statusAfter(operation), datasource: state.to, isolation, schemaVersion };
    });
    const pauseMs = performance.now() - begun;
    await life.engine.cache.clear(id);
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

function sumOf(checksums: readonly TableChecksum[], figure: "rows" | "bytes"): number {
  return checksums.reduce((sum, checksum) => sum + checksum[figure], 0);
}
