import type { Writable } from "node:stream";
import type { BundleManifest } from "../bundle/index";
import type { Operation } from "../coordination/operations";
import { TenancyError } from "../errors";
import type { TenantRecord } from "../registry";
import { nameOf } from "../tenant-states";
import { type BackupOptions, writeBackup } from "./backing-up";
import { existing, type Life, placesFor } from "./life";
import { clearBeside } from "./restoring";

/** A tenant that is to be archived before it is erased: nobody has it open any more. */
export interface Archiving {
  tenant: TenantRecord;
  /** Writes a bundle of it; see `Tenants.backup`. */
  write(writable: Writable, options?: BackupOptions): Promise<BundleManifest>;
}

export interface DeleteTenantOptions {
  /**
   * Keeps a bundle of the tenant, and returns when that is durable. When it throws, nothing is deleted and the tenant
   * is as it was. Not called for a tenant that has no data yet, nor again once the erasing began.
   */
  archive?: (archiving: Archiving) => Promise<void>;
}

/** What became of a tenant. */
export interface ErasureReport {
  id: string;
  slug: string;
  /** Whether `archive` was called and returned. */
  archived: boolean;
  /** The datasources that were asked, whether the tenant was known to be there or not. */
  asked: string[];
  /** What was found of it afterwards: nothing, as it would have been thrown as `erasure_incomplete`. */
  residue: string[];
}

/**
 * Archives a tenant if that is asked, removes it from every datasource there is, and looks into each whether anything
 * is left. Its record goes last, so that whatever was interrupted is finished by calling it again.
 */
export function eraseTenant<Client>(
  life: Life<Client>,
  id: string,
  { archive }: DeleteTenantOptions = {},
): Promise<ErasureReport> {
  const { engine, lives } = life;
  return lives.run(id, async () => {
    const { slug } = await existing(life, id);
    const report: ErasureReport = { id, slug, archived: false, asked: [], residue: [] };
    let erasing = false;
    const options = {
      // Whatever a process died over goes with the tenant.
      kind: "delete",
      supersedes: "any",
      clear: (superseded: Pick<Operation, "kind" | "state">) => clearBeside(life, superseded),
      status: "deleting",
      get whenItFails() {
        // From the first place that is gone there is no way back.
        return erasing ? ("keep" as const) : ("restore" as const);
      },
    } as const;
    await engine.alone(id, options, async (operation) => {
      const record = await existing(life, id);
      const begun = operation.step === "erase" || operation.statusBefore === "deleting";
      if (archive !== undefined && !begun) report.archived = await archiveTenant(life, record, archive);
      await operation.note("erase");
      erasing = true;
      engine.forgetClient(id);
      report.asked = await eraseEverywhere(life, record);
      await engine.registry.remove(id);
      await engine.cache.clear(id);
      return null;
    });
    return report;
  });
}

async function archiveTenant<Client>(
  life: Life<Client>,
  tenant: TenantRecord,
  archive: NonNullable<DeleteTenantOptions["archive"]>,
): Promise<boolean> {
  const place = life.engine.datasourceOf(tenant);
  if (!(await place.exists(tenant.id))) return false;
  await archive({ tenant, write: (writable, options) => writeBackup(place, tenant, writable, options) });
  return true;
}

async function eraseEverywhere<Client>(life: Life<Client>, record: TenantRecord): Promise<string[]> {
  const asked: string[] = [];
  const residue: string[] = [];
  for (const [name, place] of placesFor(life, record.id)) {
    await place.staging?.().destroy(record.id);
    await place.destroy(record.id);
    asked.push(name);
  }
  // After all are gone: two may have shared something.
  for (const [name, place] of placesFor(life, record.id))
    for (const what of await place.residue(record.id)) residue.push(`${what} in datasource "${name}"`);
  if (residue.length === 0) return asked;
  throw new TenancyError(
    "erasure_incomplete",
    `Something of tenant ${nameOf(record)} is left: ${residue.join("; ")}. See who holds it, and delete the tenant again.`,
  );
}
