import { isRecord } from "../bundle/header";
import { type BundleManifest, importBundle, type ReadBundleOptions } from "../bundle/index";
import type { Operation } from "../coordination/operations";
import { newTenantId } from "../ids";
import type { TenantRecord } from "../registry";
import { copyData } from "./copy-data";
import {
  assertWhole,
  bringUpToDate,
  existing,
  ignoringErrors,
  type Life,
  settledPlace,
  statusAfter,
  statusDuring,
} from "./life";
import type { CreateTenantOptions, Making } from "./making";

/** Restores into a new tenant. */
export interface RestoreAsOptions<Client>
  extends Omit<CreateTenantOptions<Client>, "slug">,
    ReadBundleOptions {
  /** The slug of the new tenant. */
  as: string;
}

/** Restores into a tenant that is there, whose data is replaced. */
export interface RestoreIntoOptions<Client> extends ReadBundleOptions {
  /** The tenant's id. */
  into: string;
  /** Works on what is going to replace the tenant's data, before it does. */
  prepare?: (db: Client) => Promise<void>;
}

export interface RestoreReport {
  tenant: TenantRecord;
  /** What was in the bundle. */
  manifest: BundleManifest;
  /** For how long the tenant could not be used, in milliseconds; 0 for a new one. */
  pauseMs: number;
}

/** Makes a tenant from a bundle, on whichever isolation model. All or nothing. */
export async function restoreAs<Client>(
  { engine }: Life<Client>,
  making: Making<Client>,
  bundle: AsyncIterable<unknown>,
  options: RestoreAsOptions<Client>,
): Promise<RestoreReport> {
  let manifest: BundleManifest | undefined;
  const tenant = await making.create(
    { ...options, slug: options.as },
    {
      kind: "restore",
      async fill(record) {
        manifest = await importBundle(bundle, engine.datasourceOf(record), record.id, options);
      },
    },
  );
  if (manifest === undefined) throw new Error("The bundle was not read.");
  return { tenant, manifest, pauseMs: 0 };
}

/**
 * Replaces a tenant's data by a bundle's. The bundle is read, brought forward and checked in a place beside it first,
 * while the tenant is used as before; then, with the tenant closed, everything changes in one transaction.
 */
export async function restoreInto<Client>(
  life: Life<Client>,
  bundle: AsyncIterable<unknown>,
  options: RestoreIntoOptions<Client>,
): Promise<RestoreReport> {
  const { engine } = life;
  const { id } = assertWhole(await existing(life, options.into), "restored");
  return engine.coordination.operate(id, { kind: "restore" }, async (operation) => {
    if (operation.resumed) await undoRestore(life, operation);
    const record = assertWhole(await existing(life, id), "restored");
    const place = await settledPlace(life, record);
    await bringUpToDate(life, operation, record);
    const beside = newTenantId();
    await operation.note("load", { beside, datasource: record.datasource } satisfies RestoreState);
    try {
      const manifest = await importBundle(bundle, place, beside, options);
      if (options.prepare) await engine.beside(place, beside, options.prepare);
      const begun = performance.now();
      const after = await engine.coordination.ground(
        operation,
        { status: statusDuring(operation), fence: true },
        async () => {
          await copyData(
            { datasource: place, tenantId: beside },
            { datasource: place, tenantId: id },
            { replace: true },
          );
          await engine.cache.clear(id);
          return { status: statusAfter(operation), schemaVersion: place.schemaVersion };
        },
      );
      const pauseMs = performance.now() - begun;
      return { tenant: after ?? record, manifest, pauseMs };
    } finally {
      await ignoringErrors(place.destroy(beside));
    }
  });
}

/** What the ledger knows of a restore: where the bundle was put first. */
interface RestoreState {
  beside: string;
  datasource: string;
}

/** Clears what a process left that died over a restore. The tenant has the old data or the new. */
export async function undoRestore<Client>(life: Life<Client>, operation: Operation): Promise<void> {
  await clearBeside(life, operation);
  const status = statusDuring(operation);
  await life.engine.coordination.ground(operation, { status, fence: true }, async () => ({
    status: statusAfter(operation),
  }));
}

/** Removes the bundle's data that a restore put beside its tenant. Does nothing for an operation of another kind. */
export async function clearBeside<Client>(
  { engine }: Life<Client>,
  operation: Pick<Operation, "kind" | "state">,
): Promise<void> {
  const state = operation.kind === "restore" ? stateOf(operation) : null;
  if (state === null) return;
  const place = engine.datasource(state.datasource);
  await place.staging?.().destroy(state.beside);
  await place.destroy(state.beside);
}

function stateOf({ state }: Pick<Operation, "state">): RestoreState | null {
  if (!isRecord(state)) return null;
  const { beside, datasource } = state;
  return typeof beside === "string" && typeof datasource === "string" ? { beside, datasource } : null;
}
