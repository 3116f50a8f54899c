import type { Coordination } from "./coordination/coordination";
import type { Claim } from "./coordination/membership";
import type { Datasource } from "./datasource";
import { isTenancyError } from "./errors";
import { readKeysOf } from "./keys/read-keys";
import type { ReadKeys } from "./keys/tenant-keys";
import type { ConnectionPool } from "./pool/connection-pool";
import type { Registry, TenantRecord } from "./registry";

/** What was read at once of tenants that are about to be opened one after the other: see `Tenancy.lookAhead`. */
export interface Ahead {
  /**
   * What was read of a tenant; null for one that was not read, and from the moment on that it may be otherwise by now.
   * To be asked while the pool has a place for the tenant, and used before anything else is waited for.
   */
  find(id: string): Found | null;
}

interface Found {
  record: TenantRecord;
  claim: Claim;
  keys?: ReadKeys | undefined;
}

export interface LookAheadParts {
  registry: Registry;
  pool: ConnectionPool;
  coordination: Coordination;
  datasources: Readonly<Record<string, Datasource>>;
}

/**
 * Reads what opening each of these tenants would, with one question to the catalog for each of its kinds.
 *
 * It holds for as long as this process let go of no tenant for anybody, this process included: whoever changes a tenant
 * waits until every process has let go of it, and the pool counts that before it closes the tenant. A process that is not
 * waited for, as its lease ran out, is told by its claim. So the claim and the count come first.
 */
export async function lookAhead(
  { registry, pool, coordination, datasources }: LookAheadParts,
  ids: readonly string[],
): Promise<Ahead> {
  await coordination.enter();
  const claim = claimed(coordination);
  if (claim === null) return { find: () => null };
  const { epoch } = pool;
  // In this order: who closes a tenant to others does so before the record says what became of it.
  const closed = await coordination.draining();
  const records = new Map((await registry.list({ ids })).map((record) => [record.id, record]));
  const keys = await readKeysOf(datasources, [...records.values()]);
  return {
    find(id) {
      const record = records.get(id);
      if (record === undefined || closed.has(id) || pool.epoch !== epoch || !isGood(claim)) return null;
      return { record, claim, keys: keys.get(record.datasource) };
    },
  };
}

// Without a lease nothing that is read holds; with the next one, the tenants are asked for one by one.
function claimed(coordination: Coordination): Claim | null {
  try {
    return coordination.claim();
  } catch (error) {
    if (isTenancyError(error, "lease_lost")) return null;
    throw error;
  }
}

function isGood(claim: Claim): boolean {
  try {
    claim();
    return true;
  } catch {
    return false;
  }
}
