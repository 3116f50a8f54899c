import type { TenantLoader } from "../bundle/snapshot";
import type { Life } from "../lifecycle/life";
import type { CreateTenantOptions, Making } from "../lifecycle/making";
import type { TenantRecord } from "../registry";

export interface ImportTenantOptions<Client> extends CreateTenantOptions<Client> {
  /** Puts all rows into the tenant's empty place; they are there together once it is done, or not at all. */
  fill: (loader: TenantLoader) => Promise<void>;
}

/** Makes a tenant from rows that come from elsewhere: its place, the rows, `prepare`, and then it is there. */
export async function importTenant<Client>(
  { engine }: Life<Client>,
  making: Making<Client>,
  { fill, ...options }: ImportTenantOptions<Client>,
): Promise<TenantRecord> {
  return making.create(options, {
    kind: "import",
    async fill(record) {
      const place = engine.datasourceOf(record);
      await place.provision(record.id);
      const loader = await place.load(record.id);
      try {
        await fill(loader);
        await loader.commit();
      } finally {
        await loader.abort();
      }
    },
  });
}
