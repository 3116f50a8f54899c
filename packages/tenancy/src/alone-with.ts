import { AsyncLocalStorage } from "node:async_hooks";
import { TenancyError } from "./errors";

// Not which tenant is meant, which only a handle says, but which ones may not be asked.
const present = new AsyncLocalStorage<string | null>();

/** Runs `work`, and everything it starts, where handles of other tenants are refused; with null, all handles. */
export function aloneWith<T>(tenantId: string | null, work: () => T): T {
  return present.run(tenantId, work);
}

/** Throws `tenants_mixed` where another tenant is being worked on alone. */
export function assertMayAsk(tenantId: string): void {
  const only = present.getStore();
  if (only === undefined || only === tenantId) return;
  const reason =
    only === null ? "where results are put together" : `while tenant ${only} is being read by itself`;
  throw new TenancyError(
    "tenants_mixed",
    `Tenant ${tenantId} was asked ${reason}. Return plain data from each tenant and put it together afterwards.`,
  );
}
