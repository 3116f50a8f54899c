import type { TenantDb } from "@acre/db";
import { type CopyTenantOptions, newTenantId } from "@acre/tenancy";
import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import { companyOf, cutAccountsOff, settle } from "./first-settings";
import type { Operator } from "./operator";
import { type PlaceWish, wishedPlace } from "./places";
import { presentTenant, type TenantSummary } from "./tenant-summary";

export interface CopyTenantInput extends PlaceWish, Pick<CopyTenantOptions<TenantDb>, "data" | "onProgress"> {
  slug: string;
  /** What people read; from the slug unless said. */
  company?: string;
}

/**
 * Makes a tenant from another one: with its data at one moment, or with the schema alone. It is on a 30-day trial, and
 * belongs to nobody yet: its members are those of the other one, with no account behind them.
 * @throws AppError `not_found`; what `Tenants.copy` throws
 */
export async function copyTenant(
  operator: Operator,
  from: string,
  input: CopyTenantInput,
): Promise<TenantSummary> {
  const { platform } = operator;
  const source = await findTenant(platform, from);
  const { slug, data = true, onProgress } = input;
  const id = newTenantId();
  const name = companyOf(input);
  const datasource = wishedPlace(platform, input);
  const prepare = async (db: TenantDb) => {
    await cutAccountsOff(db);
    await settle(db, name);
  };
  const detail = { slug, from: source.id, data };
  return audited(operator, { action: "tenant.copied", tenantId: id, detail }, async () => {
    const options = { id, slug, data, datasource, onProgress, prepare };
    return presentTenant(await platform.tenancy.tenants.copy(source.id, options));
  });
}
