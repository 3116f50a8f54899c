import { newTenantId } from "../ids";
import type { TenantRecord } from "../registry";
import type { Tenancy } from "../tenancy";

/** Runs `work` with a new tenant of its own, which is gone again afterwards, whatever happened. Returns its result. */
export async function withTestTenant<Client, Result>(
  tenancy: Tenancy<Client>,
  work: (db: Client, tenant: TenantRecord) => Promise<Result>,
): Promise<Result> {
  const id = newTenantId();
  const tenant = await tenancy.tenants.create({ id, slug: `test_${id.replaceAll("-", "")}` });
  try {
    return await work(await tenancy.connectById(id), tenant);
  } finally {
    await tenancy.tenants.delete(id);
  }
}
