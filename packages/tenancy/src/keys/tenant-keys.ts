/** The keys under which a place can be found, 32 bytes each. */
export interface PlaceKeys {
  /** What the place is encrypted with; null for one that is still plain and about to be encrypted. */
  current: Buffer | null;
  /** The key that is replacing it: the place is under one of the two. Null when none is. */
  next: Buffer | null;
}

/** Keys of several places as they were read at once. Throws as `TenantKeys.get` does, for the place asked for alone. */
export type ReadKeys = (placeId: string) => PlaceKeys | null;

/**
 * Port to where the places' keys are kept. A place is a tenant's database, named by the tenant's id, or one made
 * ahead, named otherwise. Whatever a method writes is durable when it returns, power cuts included: a key that data
 * is written under must not be lost.
 *
 * Methods that read a key throw `key_unreadable` for one that is damaged or another place's, and
 * `master_key_unknown`, naming it, when the master key that wraps it is not at hand.
 */
export interface TenantKeys {
  /** The keys of a place; null when none is kept for it. */
  get(placeId: string): Promise<PlaceKeys | null>;
  /** Reads the keys of these places at once. They are opened one by one, as they are asked for. */
  read(placeIds: readonly string[]): Promise<ReadKeys>;
  /** Makes a random key for a place and returns it, or returns the one there is. Of several at once, all get the same. */
  create(placeId: string): Promise<Buffer>;
  /** Makes the next key of a place, or keeps the one there is. A place without any keys is a plain one. */
  beginRotation(placeId: string): Promise<PlaceKeys & { next: Buffer }>;
  /** Makes `next` the current key. Nothing happens when it is not the next one (any more). */
  finishRotation(placeId: string, next: Buffer): Promise<void>;
  /**
   * Hands a place's key to another place. False when there is no such key (any more), or when the other place has a
   * key already: of several at once for one place, exactly one gets it.
   * @param known the place's key, where the caller made it and it was not rotated since: then it need not be read
   */
  reassign(placeId: string, toPlaceId: string, known?: Buffer): Promise<boolean>;
  /** Forgets the keys of a place, which makes it unreadable for good. Without any it is no error. */
  remove(placeId: string): Promise<void>;
  /** The places whose name begins so and that keys are kept for. */
  list(prefix: string): Promise<string[]>;
}
