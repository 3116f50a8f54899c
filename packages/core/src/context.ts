import type { TenantDb } from "@acre/db";
import { AppError, forbidden } from "./errors";
import { holdsReadOnly, type Right, type Role } from "./rights";

/**
 * Everything a domain function may use. `db` is already bound to one tenant; there is no other database within reach.
 */
export interface TenantContext {
  readonly db: TenantDb;
  readonly tenant: {
    readonly id: string;
    readonly slug: string;
    /** What keeps the tenant, for the few places where the two compare text differently. */
    readonly engine: "sqlite" | "postgresql";
    /** The workspace may be read, exported, deleted and kept after all, and nothing else. */
    readonly readOnly: boolean;
    /** When it is erased, if an owner asked for that: until then it is read-only. */
    readonly deleteAt: Date | null;
  };
  /** The member who acts. `userId` is a row of this tenant's `users`. */
  readonly actor: { readonly userId: string; readonly name: string; readonly role: Role };
  readonly rights: ReadonlySet<Right>;
  readonly requestId: string | null;
}

/** @throws AppError `forbidden` when the actor lacks the right, `workspace_read_only` when nobody may write now */
export function requireRight(ctx: TenantContext, right: Right): void {
  if (!ctx.rights.has(right)) throw forbidden();
  if (ctx.tenant.readOnly && !holdsReadOnly(right)) {
    throw new AppError("workspace_read_only", "This workspace is read-only now. Nothing was changed.");
  }
}
