import { randomBytes } from "node:crypto";
import {
  type MasterKeys,
  masterKeyOf,
  type PlaceKeys,
  type TenantKeys,
  unwrapKey,
  wrapKey,
} from "@acre/tenancy";
import { isUniqueViolation } from "./errors";
import type { TenantKey } from "./generated/catalog-sqlite/client";
import type { CatalogTx } from "./store/catalog";

// A place that is about to be encrypted has a row, which tells of its next key, and no key yet.
const plain = "";

/** Keys that are kept in a catalog. */
export interface CatalogKeys extends TenantKeys {
  /** The same keys inside a transaction, with which what they write is kept or not. */
  within(tx: CatalogTx): TenantKeys;
}

/** The tenancy engine's keys, kept in the catalog's `tenant_keys` table, wrapped by the master key. */
export function createTenantKeys(catalog: CatalogTx, masters: MasterKeys): CatalogKeys {
  const wrap = (placeId: string, key: Buffer) => wrapKey(masters.current, placeId, key);

  function unwrap(row: TenantKey, wrapped: string): Buffer {
    return unwrapKey(masterKeyOf(masters, row.masterKeyId), row.placeId, wrapped);
  }

  const find = (placeId: string) => catalog.tenantKey.findUnique({ where: { placeId } });

  function opened(row: TenantKey | null | undefined): PlaceKeys | null {
    if (!row) return null;
    return {
      current: row.wrapped === plain ? null : unwrap(row, row.wrapped),
      next: row.nextWrapped === null ? null : unwrap(row, row.nextWrapped),
    };
  }

  const get = async (placeId: string) => opened(await find(placeId));

  /** Adds a row unless there is one, which it says; of several at once, one does. */
  async function insert(placeId: string, data: { wrapped: string; nextWrapped?: string }): Promise<boolean> {
    try {
      await catalog.tenantKey.create({ data: { placeId, ...data, masterKeyId: masters.current.id } });
      return true;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return false;
    }
  }

  return {
    within: (tx) => createTenantKeys(tx, masters),
    get,

    async read(placeIds) {
      const rows = await catalog.tenantKey.findMany({ where: { placeId: { in: [...placeIds] } } });
      const read = new Map(rows.map((row) => [row.placeId, row]));
      return (placeId) => opened(read.get(placeId));
    },

    async create(placeId) {
      const known = await get(placeId);
      if (known?.current) return known.current;
      const key = randomBytes(32);
      if (await insert(placeId, { wrapped: wrap(placeId, key) })) return key;
      // What counts is what is kept: another was faster.
      const kept = await get(placeId);
      if (!kept?.current) throw new Error(`The key just made for ${placeId} is not there.`);
      return kept.current;
    },

    async beginRotation(placeId) {
      const nextWrapped = wrap(placeId, randomBytes(32));
      const row = await find(placeId);
      if (!row) await insert(placeId, { wrapped: plain, nextWrapped });
      else if (row.nextWrapped === null) {
        // Both keys of a row are wrapped by the same master key.
        const wrapped = row.wrapped === plain ? plain : wrap(placeId, unwrap(row, row.wrapped));
        await catalog.tenantKey.updateMany({
          where: { placeId, wrapped: row.wrapped, nextWrapped: null },
          data: { wrapped, nextWrapped, masterKeyId: masters.current.id },
        });
      }
      const kept = await get(placeId);
      if (!kept?.next) throw new Error(`The next key of ${placeId} is not there: it was removed meanwhile.`);
      return { current: kept.current, next: kept.next };
    },

    async finishRotation(placeId, next) {
      const row = await find(placeId);
      if (!row || row.nextWrapped === null || !unwrap(row, row.nextWrapped).equals(next)) return;
      await catalog.tenantKey.updateMany({
        where: { placeId, nextWrapped: row.nextWrapped },
        data: { wrapped: row.nextWrapped, nextWrapped: null },
      });
    },

    async reassign(placeId, toPlaceId) {
      const row = await find(placeId);
      if (!row || row.wrapped === plain || row.nextWrapped !== null) return false;
      const wrapped = wrap(toPlaceId, unwrap(row, row.wrapped));
      try {
        // One statement, so that of several at once one finds the row.
        const { count } = await catalog.tenantKey.updateMany({
          where: { placeId, wrapped: row.wrapped },
          data: { placeId: toPlaceId, wrapped, masterKeyId: masters.current.id },
        });
        return count === 1;
      } catch (error) {
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },

    async remove(placeId) {
      await catalog.tenantKey.deleteMany({ where: { placeId } });
    },

    async list(prefix) {
      const rows = await catalog.tenantKey.findMany({
        where: { placeId: { startsWith: prefix } },
        select: { placeId: true },
      });
      return rows.map(({ placeId }) => placeId);
    },
  };
}
