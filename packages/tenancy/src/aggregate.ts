import { aloneWith } from "./alone-with";
import type { Engine } from "./engine";
import { type ForEachOptions, type ForEachReport, forEachTenant } from "./for-each";
import { copyOfData, type PlainData } from "./plain-data";
import type { TenantRecord } from "./registry";

export interface Aggregation<Client, Part extends PlainData, Result> extends ForEachOptions {
  /** Asks one tenant, whose handle is the only one that answers in here. */
  read: (db: Client, tenant: TenantRecord) => Promise<Part>;
  initial: Result;
  /**
   * Adds what a tenant answered to the result so far, in no particular order of tenants. No handle answers in here.
   */
  combine: (result: Result, part: Part, tenant: TenantRecord) => Result;
}

export interface AggregateReport<Result> extends ForEachReport {
  /** Of the tenants that succeeded. */
  result: Result;
}

/** Puts together what every active tenant answers by itself. See `Tenancy.aggregate`. */
export async function aggregateTenants<Client, Part extends PlainData, Result>(
  engine: Engine<Client>,
  { read, initial, combine, ...options }: Aggregation<Client, Part, Result>,
): Promise<AggregateReport<Result>> {
  let result = initial;
  async function work(db: Client, tenant: TenantRecord): Promise<void> {
    // Awaited inside: a query that is returned unsent would be sent by whoever awaits it.
    const part = await aloneWith(tenant.id, async () => copyOfData(await read(db, tenant)));
    result = aloneWith(null, () => combine(result, part, tenant));
  }
  return { ...(await forEachTenant(engine, work, options)), result };
}
