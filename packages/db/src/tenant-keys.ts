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
import type { Prisma, TenantKey } from "./generated/catalog-sqlite/client";
import type { CatalogTx } from "./store/catalog";

// A place that is about to be encrypted has a row, which tells of its next key, and no key yet.
const plain = "";

/** What opens a place's key. */
export type KeptKey = Pick<TenantKey, "placeId" | "wrapped" | "nextWrapped" | "masterKeyId">;

/** Keys that are kept in a catalog. */
export interface CatalogKeys extends TenantKeys {
  /** The same keys inside a transaction, with which what they write is kept or not. */
  within(tx: CatalogTx): TenantKeys;
  /** The keys of a place whose row was read already; null for none. */
  opened(row: KeptKey | null): PlaceKeys | null;
}

/** The tenancy engine's keys, kept in the catalog's `tenant_keys` table, wrapped by the master key. */
export function createTenantKeys(catalog: CatalogTx, masters: MasterKeys): CatalogKeys {
  const wrap = (placeId: string, key: Buffer) => wrapKey(masters.current, placeId, key);

  function unwrap(row: KeptKey, wrapped: string): Buffer {
    return unwrapKey(masterKeyOf(masters, row.masterKeyId), row.placeId, wrapped);
  }

  const find = (placeId: string) => catalog.tenantKey.findUnique({ where: { placeId } });

  function opened(row: KeptKey | null): PlaceKeys | null {
    if (row === null) return null;
    return {
      current: row.wrapped === plain ? null : unwrap(row, row.wrapped),
      next: row.nextWrapped === null ? null : unwrap(row, row.nextWrapped),
    };
  }

  const get = async (placeId: string) => opened(await find(placeId));

  async function insertUnlessThere(
    data: Pick<TenantKey, "placeId" | "wrapped" | "nextWrapped">,
  ): Promise<void> {
    try {
      await catalog.tenantKey.create({ data: { ...data, masterKeyId: masters.current.id } });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }

  /** In one statement, so that of several at once one finds the row. */
  async function hand(where: Prisma.TenantKeyWhereInput, toPlaceId: string, key: Buffer): Promise<boolean> {
    const data = { placeId: toPlaceId, wrapped: wrap(toPlaceId, key), masterKeyId: masters.current.id };
    try {
      return (await catalog.tenantKey.updateMany({ where, data })).count === 1;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  return {
    within: (tx) => createTenantKeys(tx, masters),
    opened,
    get,

    async read(placeIds) {
      const rows = await catalog.tenantKey.findMany({ where: { placeId: { in: [...placeIds] } } });
      const read = new Map(rows.map((row) => [row.placeId, row]));
      return (placeId) => opened(read.get(placeId) ?? null);
    },

    async create(placeId) {
      const key = randomBytes(32);
      const data = { placeId, wrapped: wrap(placeId, key), masterKeyId: masters.current.id };
      // In one statement, after which a transaction can go on whether there was one or not.
      const row = await catalog.tenantKey.upsert({ where: { placeId }, create: data, update: { placeId } });
      if (row.wrapped === data.wrapped) return key;
      if (row.wrapped === plain) throw new Error(`${placeId} is plain, and its first key is in the making.`);
      return unwrap(row, row.wrapped);
    },

    async beginRotation(placeId) {
      const nextWrapped = wrap(placeId, randomBytes(32));
      const row = await find(placeId);
      if (!row) await insertUnlessThere({ placeId, wrapped: plain, nextWrapped });
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

    async reassign(placeId, toPlaceId, known) {
      // Where it is wrapped by another master key by now, whether it can be unwrapped is to be seen.
      const mine = { placeId, nextWrapped: null, masterKeyId: masters.current.id };
      if (known !== undefined && (await hand(mine, toPlaceId, known))) return true;
      const row = await find(placeId);
      if (!row || row.wrapped === plain || row.nextWrapped !== null) return false;
      return hand({ placeId, wrapped: row.wrapped }, toPlaceId, unwrap(row, row.wrapped));
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
