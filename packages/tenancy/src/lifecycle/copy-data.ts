import {
  type BundleProgress,
  copyTenant,
  type TableChecksum,
  type TenantLoader,
  type TenantSnapshot,
  tableChecksums,
} from "../bundle/index";
import type { Datasource } from "../datasource";
import { TenancyError } from "../errors";

/** A tenant's place in a datasource. */
export interface Place {
  datasource: Datasource;
  tenantId: string;
}

export interface CopyDataOptions {
  /** Empties the target first, in the same transaction. */
  replace?: boolean;
  onProgress?: (progress: BundleProgress) => void;
  /** Told when everything is copied and before it is compared. */
  onVerify?: () => void;
}

/**
 * Copies all of a tenant's data at one moment into a place that is made when it is not there, compares each table's
 * checksum on both sides, and commits. All or nothing. Throws `copy_differs`, `migration_ahead`, and what snapshots and
 * loaders throw.
 */
export async function copyData(
  from: Place,
  to: Place,
  options: CopyDataOptions = {},
): Promise<TableChecksum[]> {
  await to.datasource.provision(to.tenantId);
  const snapshot = await from.datasource.snapshot(from.tenantId);
  try {
    const loader = await to.datasource.load(to.tenantId, { replace: options.replace });
    try {
      assertSameHistory(snapshot, loader);
      const copied = await copyTenant(snapshot, loader, options.onProgress);
      options.onVerify?.();
      assertSameData(copied, await tableChecksums(loader));
      await loader.commit();
      return copied;
    } finally {
      await loader.abort();
    }
  } finally {
    await snapshot.close();
  }
}

/** Throws `migration_ahead` unless the same migrations are behind both, whatever their dialect. */
export function assertSameHistory(source: TenantSnapshot, target: TenantLoader): void {
  const names = ({ migrations }: TenantSnapshot | TenantLoader) => migrations.map(({ name }) => name);
  const [from, to] = [new Set(names(source)), new Set(names(target))];
  const apart = [...from].filter((name) => !to.has(name)).concat([...to].filter((name) => !from.has(name)));
  if (apart.length === 0) return;
  throw new TenancyError(
    "migration_ahead",
    `The two places are not of one version; these migrations are in one of them only: ${apart.join(", ")}. Deploy the migrations with one version of the code first.`,
  );
}

/** Throws `copy_differs`, naming the first table that is not the same on both sides. */
export function assertSameData(source: readonly TableChecksum[], target: readonly TableChecksum[]): void {
  const there = new Map(target.map((checksum) => [checksum.table, checksum]));
  for (const own of source) {
    const copy = there.get(own.table);
    if (copy?.sha256 === own.sha256 && copy.rows === own.rows) continue;
    throw new TenancyError(
      "copy_differs",
      `Table ${own.table} has ${own.rows} rows with the checksum ${own.sha256.slice(0, 12)}, and ${copy?.rows ?? "no"} rows with ${copy?.sha256.slice(0, 12) ?? "none"} arrived. Nothing was changed; try again.`,
    );
  }
}
