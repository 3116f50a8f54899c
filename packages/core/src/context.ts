import type { TenantDb } from "@acre/db";
import { forbidden } from "./errors";
import type { Right, Role } from "./rights";

/**
 * Everything a domain function may use. `db` is already bound to one tenant; there is no other database within reach.
 */
export interface TenantContext {
  readonly db: TenantDb;
  /** `engine` is what keeps the tenant, for the few places where the two compare text differently. */
  readonly tenant: { readonly id: string; readonly slug: string; readonly engine: "sqlite" | "postgresql" };
  /** The member who acts. `userId` is a row of this tenant's `users`. */
  readonly actor: { readonly userId: string; readonly name: string; readonly role: Role };
  readonly rights: ReadonlySet<Right>;
  readonly requestId: string | null;
}

/** @throws AppError `forbidden` when the actor lacks the right. */
export function requireRight(ctx: TenantContext, right: Right): void {
  if (!ctx.rights.has(right)) throw forbidden();
}
