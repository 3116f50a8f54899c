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
    /** It is read-only because its trial has ended. */
    readonly trialEnded: boolean;
    /** When it is erased, if an owner asked for that: until then it is read-only. */
    readonly deleteAt: Date | null;
    /** The branch that this is a preview of, with a copy of the workspace's data; not there for the workspace itself. */
    readonly preview?: string;
  };
  readonly actor: Actor;
  readonly rights: ReadonlySet<Right>;
  readonly requestId: string | null;
  /** The network address of the caller; null for what did not come over the network. */
  readonly address: string | null;
  /** The versions a change may start from, or `*` for any there is; not there when its caller sets no condition. */
  readonly ifMatch?: readonly string[];
}

/** Who acts: somebody of the tenant, or somebody from outside who was let in. */
export type Actor = MemberActor | OutsideActor;

/** A member, or a program that acts for the member who made its key. What they make is that member's. */
export interface MemberActor {
  readonly kind: "member" | "key";
  /** Who stands in the audit log: the member's id, or the key's. */
  readonly id: string;
  /** A row of this tenant's `users`. */
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

/**
 * An operator who looks in, or the installation itself. They have no row in the tenant, so they own nothing, see no
 * private project and can make nothing that has to be somebody's: see `requireUserId`.
 */
export interface OutsideActor {
  readonly kind: "operator" | "system";
  /** The operator's account, or the name of what acts. */
  readonly id: string;
  readonly userId: null;
  readonly name: string;
  readonly role: Role;
}

/** The context of somebody of the tenant. */
export type MemberContext = TenantContext & { readonly actor: MemberActor };

/** @throws AppError `forbidden` when the actor lacks the right, `workspace_read_only` when nobody may write now */
export function requireRight(ctx: TenantContext, right: Right): void {
  if (!ctx.rights.has(right)) throw forbidden();
  if (ctx.tenant.readOnly && !holdsReadOnly(right)) {
    throw new AppError("workspace_read_only", "This workspace is read-only now. Nothing was changed.");
  }
}

/**
 * The member whose row a new record is to be: its owner, creator or author.
 * @throws AppError `forbidden` for an actor from outside, who is no member
 */
export function requireUserId({ actor }: TenantContext): string {
  if (actor.userId === null) throw forbidden();
  return actor.userId;
}

/** What matches the ids of the actor's own rows in a query, and nothing for an actor from outside. */
export function mine({ actor }: TenantContext): string | { in: never[] } {
  return actor.userId ?? { in: [] };
}
