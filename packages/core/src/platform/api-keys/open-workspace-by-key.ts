import type { MemberContext } from "../../context";
import { AppError, forbidden } from "../../errors";
import { parseRole, rightsOf } from "../../rights";
import type { RefusedAccess } from "../audit/refusals";
import type { Platform } from "../platform";
import { connectFound } from "../workspaces/connect-tenant";
import { isDue } from "../workspaces/deletion-date";
import { tenantOf } from "../workspaces/tenant-of";
import { noteUse } from "./note-use";
import { readScopes } from "./present";
import { hashKey } from "./secret";

export interface OpenByKeyInput {
  key: string;
  /** The workspace the caller says it means, if it says so; the key's own unless. */
  slug: string | null;
  requestId: string | null;
  address: string | null;
  /** Hears of a key that is refused and once was one, before it is. */
  onRefused?: (refused: Pick<RefusedAccess, "tenant" | "actor" | "reason">) => void;
}

/**
 * The context of a program that holds a key, read anew on every request: whether the key still works, whether the member
 * who made it is still one, and what that member may do now. It may do what its scopes say as far as its maker may.
 * @throws AppError `unauthenticated` for a key that is unknown, revoked, expired or whose maker is no active member:
 *   all alike; `forbidden` when it is another workspace's, or its workspace's time is up; `workspace_suspended`, `unavailable`
 */
export async function openWorkspaceByKey(
  platform: Platform,
  { key, slug, requestId, address, onRefused }: OpenByKeyInput,
): Promise<MemberContext> {
  const { catalog } = platform;
  const now = new Date();
  const { db, found: row } = await connectFound(platform, async () => {
    const found = await catalog.apiKey.findUnique({
      where: { hash: hashKey(key) },
      include: { tenant: true },
    });
    if (!found) throw badKey();
    const { revokedAt, expiresAt } = found;
    const ended = revokedAt ? "key_revoked" : expiresAt && expiresAt <= now ? "key_expired" : null;
    if (ended) {
      const actor = { kind: "key", id: found.id, name: found.name } as const;
      onRefused?.({ tenant: { id: found.tenant.id }, actor, reason: ended });
      throw badKey();
    }
    if (isDue(found.tenant)) throw forbidden();
    return found;
  });
  const { tenant } = row;
  const maker = await db.user.findUnique({ where: { id: row.createdById } });
  const role = maker?.active ? parseRole(maker.role) : null;
  if (!maker?.accountId || !role) throw badKey();
  // As at the door for people: without the catalog's membership nobody acts here, whatever their row says.
  const member = { accountId: maker.accountId, tenantId: tenant.id };
  if ((await catalog.membership.count({ where: member })) === 0) throw badKey();
  // Told only to who holds a key that works: one that does not is answered the same whatever it names.
  if (slug !== null && slug !== tenant.slug) {
    onRefused?.({ tenant: { slug }, actor: { kind: "outsider", id: row.id }, reason: "forbidden" });
    throw forbidden();
  }
  noteUse(platform, row, now);
  const rights = rightsOf(role);
  return {
    db,
    tenant: tenantOf(tenant),
    actor: { kind: "key", id: row.id, userId: maker.id, name: row.name, role },
    rights: new Set(readScopes(row.scopes).filter((scope) => rights.has(scope))),
    requestId,
    address,
  };
}

function badKey(): AppError {
  return new AppError("unauthenticated", "This API key does not work, or does not work any more.");
}
