import { type MasterKeys, masterKeyOf, TenancyError, unwrapKey, wrapKey } from "@acre/tenancy";
import type { TenantKey } from "./generated/catalog-sqlite/client";
import type { CatalogDb } from "./store/catalog";

const batch = 500;

/**
 * Wraps every tenant's key that a previous master key wraps by the current one; no tenant's data is touched. Each row
 * says which master key wraps it, so it may be interrupted anywhere and called again, while tenants are in use.
 * @param onProgress told how many are done, after each
 * @returns how many keys were wrapped anew
 * @throws TenancyError `master_key_unknown` when a key is wrapped by a master key that is not among them, before
 * anything is changed; `key_unreadable` for a damaged one, which leaves it and those after it as they were
 */
export async function rewrapKeys(
  catalog: CatalogDb,
  masters: MasterKeys,
  onProgress: (done: number) => void = () => {},
): Promise<number> {
  await assertMastersKnown(catalog, masters);
  let done = 0;
  for (let after = ""; ; ) {
    const rows = await catalog.tenantKey.findMany({
      where: { placeId: { gt: after }, masterKeyId: { not: masters.current.id } },
      orderBy: { placeId: "asc" },
      take: batch,
    });
    for (const row of rows) {
      done += await rewrap(catalog, masters, row);
      onProgress(done);
    }
    const last = rows.at(-1);
    if (!last) return done;
    after = last.placeId;
  }
}

// Going on would serve some tenants, and wrap new keys by another master key than the installation's.
async function assertMastersKnown(catalog: CatalogDb, masters: MasterKeys): Promise<void> {
  for (const id of await usedMasters(catalog)) masterKeyOf(masters, id);
}

/**
 * For a process beside another one, which knows one master key and would not find its way through another's.
 * @throws TenancyError `master_key_unknown`, naming it, when a tenant's key is wrapped by any but the current one
 */
export async function assertWrappedByCurrent(catalog: CatalogDb, masters: MasterKeys): Promise<void> {
  const other = (await usedMasters(catalog)).find((id) => id !== masters.current.id);
  if (other === undefined) return;
  throw new TenancyError(
    "master_key_unknown",
    `The process that is running here uses the master key ${other}, and this one was given ${masters.current.id}. Run the command with the same ACRE_MASTER_KEY.`,
  );
}

async function usedMasters(catalog: CatalogDb): Promise<string[]> {
  const used = await catalog.tenantKey.findMany({
    distinct: ["masterKeyId"],
    select: { masterKeyId: true },
  });
  return used.map(({ masterKeyId }) => masterKeyId);
}

async function rewrap(catalog: CatalogDb, masters: MasterKeys, row: TenantKey): Promise<number> {
  const { placeId, wrapped, nextWrapped } = row;
  const from = masterKeyOf(masters, row.masterKeyId);
  const anew = (text: string) => wrapKey(masters.current, placeId, unwrapKey(from, placeId, text));
  // Only as it was read: a rotation may have changed it since, and wrapped it by the current master key.
  const { count } = await catalog.tenantKey.updateMany({
    where: { placeId, wrapped, nextWrapped },
    data: {
      wrapped: wrapped === "" ? "" : anew(wrapped),
      nextWrapped: nextWrapped === null ? null : anew(nextWrapped),
      masterKeyId: masters.current.id,
    },
  });
  return count;
}
