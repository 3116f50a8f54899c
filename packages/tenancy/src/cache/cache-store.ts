/** What is kept under a key, or what to bring along to keep something under it that is loaded from now on. */
export type Lookup = { value: string } | { ticket: string };

/**
 * Port to where cached values are kept: a shelf for each tenant, on which any text may be a key. No key, whatever it
 * holds, reaches another tenant's shelf. Methods reject when the store cannot be reached.
 */
export interface CacheStore {
  /** The value kept under the key, or null. */
  get(tenantId: string, key: string): Promise<string | null>;
  /** As `get`, but with a ticket for `fill` when nothing is kept. Whatever changes the key voids its tickets. */
  reserve(tenantId: string, key: string): Promise<Lookup>;
  /** Keeps the value unless the ticket has become void. */
  fill(tenantId: string, key: string, ticket: string, value: string, ttlMs: number): Promise<void>;
  /** Keeps the value. */
  set(tenantId: string, key: string, value: string, ttlMs: number): Promise<void>;
  delete(tenantId: string, key: string): Promise<void>;
  /** Removes the tenant's whole shelf. */
  clear(tenantId: string): Promise<void>;
  close(): Promise<void>;
}
