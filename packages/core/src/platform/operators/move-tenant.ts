import type { MoveOptions, MoveReport } from "@acre/tenancy";
import { AppError } from "../../errors";
import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";
import { type PlaceWish, wishedPlace } from "./places";
import { presentTenant, type TenantSummary } from "./tenant-summary";

/** As `Tenants.move` reports it. */
export interface MovedTenant extends Omit<MoveReport, "tenant"> {
  tenant: TenantSummary;
}

/**
 * Takes a tenant to another place while it is used. Cut off, it is finished or taken back by asking again.
 * @throws AppError `not_found`, `invalid_input`; what `Tenants.move` throws
 */
export async function moveTenant(
  operator: Operator,
  slug: string,
  wish: PlaceWish,
  options: MoveOptions = {},
): Promise<MovedTenant> {
  const { platform } = operator;
  const { id, datasource: from } = await findTenant(platform, slug);
  const to = wishedPlace(platform, wish);
  if (to === undefined) throw new AppError("invalid_input", "Say where to: a place, or an isolation model.");
  return audited(operator, { action: "tenant.moved", tenantId: id, detail: { from, to } }, async () => {
    const report = await platform.tenancy.tenants.move(id, { to }, options);
    return { ...report, tenant: presentTenant(report.tenant) };
  });
}

/**
 * Removes what moves have kept of a tenant in its old places.
 * @returns the names of those places
 * @throws AppError `not_found`; what `Tenants.confirmMove` throws
 */
export async function confirmMove(operator: Operator, slug: string): Promise<{ removed: string[] }> {
  const { platform } = operator;
  const { id } = await findTenant(platform, slug);
  return audited(operator, { action: "tenant.move_confirmed", tenantId: id }, async () => ({
    removed: await platform.tenancy.tenants.confirmMove(id),
  }));
}
