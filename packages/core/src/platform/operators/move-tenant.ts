import type { MoveOptions } from "@acre/tenancy";
import { AppError } from "../../errors";
import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";
import { type PlaceWish, wishedPlace } from "./places";
import { presentTenant, type TenantSummary } from "./tenant-summary";

export interface MovedTenant {
  tenant: TenantSummary;
  from: string;
  to: string;
  tables: number;
  rows: number;
  /** Of the rows as lines of JSON. */
  bytes: number;
  /** For how long nothing could be written, in milliseconds; null when a move that was cut over before was finished. */
  pauseMs: number | null;
  /** Whether the old place is kept, until `confirmMove`. */
  kept: boolean;
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
    const { tenant, tables, rows, bytes, pauseMs, kept } = await platform.tenancy.tenants.move(
      id,
      { to },
      options,
    );
    return { tenant: presentTenant(tenant), from, to, tables, rows, bytes, pauseMs, kept };
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
