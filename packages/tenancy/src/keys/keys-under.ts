import type { TenantKeys } from "./tenant-keys";

/**
 * Keys whose places are told apart from others' by a prefix, for a second folder of files: a tenant that is moved from
 * one to the other has a key in each.
 */
export function keysUnder(keys: TenantKeys, prefix: string): TenantKeys {
  const named = (placeId: string) => `${prefix}${placeId}`;
  return {
    get: (placeId) => keys.get(named(placeId)),
    async read(placeIds) {
      const read = await keys.read(placeIds.map(named));
      return (placeId) => read(named(placeId));
    },
    create: (placeId) => keys.create(named(placeId)),
    beginRotation: (placeId) => keys.beginRotation(named(placeId)),
    finishRotation: (placeId, next) => keys.finishRotation(named(placeId), next),
    reassign: (placeId, toPlaceId, known) => keys.reassign(named(placeId), named(toPlaceId), known),
    remove: (placeId) => keys.remove(named(placeId)),
    list: async (begin) => (await keys.list(named(begin))).map((placeId) => placeId.slice(prefix.length)),
  };
}
