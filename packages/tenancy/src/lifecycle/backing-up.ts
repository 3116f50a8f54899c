import type { Writable } from "node:stream";
import {
  type BundleManifest,
  type BundleProgress,
  type BundleSecret,
  exportTenant,
  exportTenantJson,
} from "../bundle/index";
import type { Datasource } from "../datasource";
import type { TenantRecord } from "../registry";
import { assertWhole, existing, type Life, settledPlace } from "./life";

export interface BackupOptions extends BundleSecret {
  onProgress?: (progress: BundleProgress) => void;
  /** A bundle unless said, or one JSON document, which is neither encrypted nor guarded against damage. */
  format?: "bundle" | "json";
  /** Breaks it off; the stream is destroyed. */
  signal?: AbortSignal;
}

/** Writes a bundle of a tenant that is used meanwhile: see `exportTenant`. */
export async function backUpTenant<Client>(
  life: Life<Client>,
  id: string,
  writable: Writable,
  options?: BackupOptions,
): Promise<BundleManifest> {
  try {
    const record = assertWhole(await existing(life, id), "backed up");
    await life.engine.coordination.assertOpenable(record.id);
    return await writeBackup(await settledPlace(life, record), record, writable, options);
  } catch (error) {
    drop(writable);
    throw error;
  }
}

export async function writeBackup(
  place: Datasource,
  { id, slug }: TenantRecord,
  writable: Writable,
  options: BackupOptions = {},
): Promise<BundleManifest> {
  try {
    const write = options.format === "json" ? exportTenantJson : exportTenant;
    return await write(place, id, writable, { ...options, slug });
  } catch (error) {
    drop(writable);
    throw error;
  }
}

// What is refused before the first byte has not come to the stream. Without the error, which the caller has: nobody
// need be listening for it yet.
function drop(writable: Writable): void {
  writable.destroy();
}
