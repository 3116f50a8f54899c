import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { TenantDb } from "@acre/db";
import {
  type BundleManifest,
  type BundleSecret,
  bundleOfJson,
  isJsonDocument,
  newTenantId,
  type ReadBundleOptions,
  type RestoreReport,
  tellingBytes,
  verifyBundle,
} from "@acre/tenancy";
import { AppError } from "../../../errors";
import { adoptRestored } from "../../audit/anchor";
import { prepareRestored, settleRestore } from "../../audit/restored";
import type { Platform } from "../../platform";
import { audited } from "../audited";
import { findTenant } from "../find-tenant";
import { cutAccountsOff } from "../first-settings";
import type { Operator } from "../operator";
import { type PlaceWish, wishedPlace } from "../places";
import { presentTenant, type TenantSummary } from "../tenant-summary";
import { openBackupKey } from "./backup-key";
import { contentOf } from "./backup-tenant";
import { findBackup } from "./find-backup";
import { pathOf } from "./keep-bundle";
import { letMembersIn } from "./let-members-in";

/** A bundle: one that is kept, by its id, or a file, with what closes it. */
export type BundleSource = { backup: string } | { path: string; passphrase?: string };

type Watching = Pick<ReadBundleOptions, "onProgress" | "signal">;

export interface RestoreAsInput extends Watching, PlaceWish {
  /** The slug of the new tenant. */
  as: string;
  /** Lets those in again who were members and still have their account; nobody unless said. */
  members?: boolean;
}

export interface RestoreIntoInput extends Watching {
  /** The slug of the tenant whose data is replaced. */
  into: string;
  /** Takes a bundle of another tenant, too. */
  ofAnother?: boolean;
}

export interface RestoredTenant {
  tenant: TenantSummary;
  /** When the bundle was made: ISO 8601 instant. */
  madeAt: string;
  rows: number;
  /** For how long the tenant could not be used, in milliseconds; 0 for a new one. */
  pauseMs: number;
}

/**
 * Makes a tenant from a bundle, on whichever model. It belongs to nobody, unless `members` lets them in.
 * @throws AppError `not_found`; what `Tenants.restore` throws
 */
export async function restoreAs(
  operator: Operator,
  source: BundleSource,
  input: RestoreAsInput,
): Promise<RestoredTenant> {
  const { platform } = operator;
  const { as, members = false, onProgress, signal } = input;
  const id = newTenantId();
  const { open: bundle, ...secret } = await locate(platform, source);
  const datasource = wishedPlace(platform, input);
  const prepare = (db: TenantDb) => (members ? letMembersIn(platform, id, db) : cutAccountsOff(db));
  const detail = { slug: as, members };
  return audited(operator, { action: "tenant.restored", tenantId: id, detail }, async () => {
    const options = { as, id, datasource, prepare, onProgress, signal, ...secret };
    return present(await platform.tenancy.tenants.restore(bundle(), options));
  });
}

/**
 * Replaces a tenant's data by a bundle's. Whatever goes wrong, it has the old data or the new.
 * @throws AppError `not_found`, `invalid_input` for a bundle of another tenant, which would show its people what is
 *   not theirs; what `Tenants.restore` throws
 */
export async function restoreInto(
  operator: Operator,
  source: BundleSource,
  { into, ofAnother = false, onProgress, signal }: RestoreIntoInput,
): Promise<RestoredTenant> {
  const { platform } = operator;
  const { id } = await findTenant(platform, into);
  const { open: bundle, ...secret } = await locate(platform, source);
  if (!ofAnother) refuseAnother(await verifyBundle(bundle(), { signal, ...secret }), id, into);
  const detail = { into: true, ofAnother };
  return audited(operator, { action: "tenant.restored", tenantId: id, detail }, async () => {
    const prepare = (beside: TenantDb) => prepareRestored(platform, id, beside);
    const options = { into: id, prepare, onProgress, signal, ...secret };
    try {
      const report = await platform.tenancy.tenants.restore(bundle(), options);
      await adoptRestored(platform.catalog, id);
      return present(report);
    } catch (error) {
      await settleRestore(platform, id);
      throw error;
    }
  });
}

interface Located extends BundleSecret {
  /** The bundle, from its beginning. */
  open: () => AsyncIterable<Buffer>;
}

async function locate(platform: Platform, source: BundleSource): Promise<Located> {
  if ("path" in source) {
    const { path, ...secret } = source;
    const isJson = isJsonDocument(await beginningOf(path));
    const read = () => createReadStream(path);
    return isJson ? { open: () => bundleOfJson(read()) } : { open: read, ...secret };
  }
  const row = await findBackup(platform, source.backup);
  return { open: () => createReadStream(pathOf(platform, row)), key: openBackupKey(platform, row) };
}

async function beginningOf(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(tellingBytes), 0, tellingBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function refuseAnother({ tenant, createdAt }: BundleManifest, id: string, slug: string): void {
  if (tenant.id === id) return;
  throw new AppError(
    "invalid_input",
    `The bundle is of another tenant, ${tenant.slug} (${tenant.id}) at ${createdAt}, and ${slug} is ${id}. Its people would see what is not theirs: restore it as a tenant of its own, or add --of-another.`,
  );
}

function present({ tenant, manifest, pauseMs }: RestoreReport): RestoredTenant {
  const { rows } = contentOf(manifest);
  return { tenant: presentTenant(tenant), madeAt: manifest.createdAt, rows, pauseMs };
}
