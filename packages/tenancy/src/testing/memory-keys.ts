import { randomBytes } from "node:crypto";
import type { PlaceKeys, TenantKeys } from "../keys/tenant-keys";

/** Places' keys in memory, for tests: in `places`, when they are to outlive this object. */
export function createMemoryKeys(places: Map<string, PlaceKeys> = new Map()): TenantKeys {
  return {
    async get(placeId) {
      const keys = places.get(placeId);
      return keys === undefined ? null : { ...keys };
    },
    async read(placeIds) {
      const read = new Map(placeIds.map((placeId) => [placeId, places.get(placeId)]));
      return (placeId) => read.get(placeId) ?? null;
    },
    async create(placeId) {
      const key = places.get(placeId)?.current ?? randomBytes(32);
      if (!places.has(placeId)) places.set(placeId, { current: key, next: null });
      return key;
    },
    async beginRotation(placeId) {
      const { current, next } = places.get(placeId) ?? { current: null, next: null };
      const keys = { current, next: next ?? randomBytes(32) };
      places.set(placeId, keys);
      return { ...keys };
    },
    async finishRotation(placeId, next) {
      if (places.get(placeId)?.next?.equals(next)) places.set(placeId, { current: next, next: null });
    },
    async reassign(placeId, toPlaceId) {
      const keys = places.get(placeId);
      if (keys === undefined || places.has(toPlaceId)) return false;
      places.delete(placeId);
      places.set(toPlaceId, keys);
      return true;
    },
    async remove(placeId) {
      places.delete(placeId);
    },
    async list(prefix) {
      return [...places.keys()].filter((placeId) => placeId.startsWith(prefix));
    },
  };
}
