import { AppError } from "../../errors";
import type { Platform } from "../platform";

/**
 * For what was made from a tenant's data and is known to its erasure from now on: `remove` takes it away when the tenant
 * was erased before that, as an erasure clears up once, after the tenant itself.
 * @throws AppError `not_found`
 */
export async function assertStillThere(
  { tenancy }: Platform,
  tenant: { id: string },
  remove: () => Promise<void>,
): Promise<void> {
  if ((await tenancy.tenants.getById(tenant.id)) !== null) return;
  await remove();
  throw new AppError(
    "not_found",
    "The workspace was erased meanwhile, and what was made of its data with it.",
  );
}
