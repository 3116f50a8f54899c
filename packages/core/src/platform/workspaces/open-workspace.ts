import { isSlug } from "@acre/tenancy";
import type { MemberContext } from "../../context";
import { forbidden } from "../../errors";
import { parseRole, rightsOf } from "../../rights";
import { workspaceAddress } from "../branches/find-preview";
import { openPreview } from "../branches/open-preview";
import type { Platform } from "../platform";
import { connectFound } from "./connect-tenant";
import { isDue } from "./deletion-date";
import { tenantOf } from "./tenant-of";

export interface OpenWorkspaceInput {
  accountId: string;
  /** Of the workspace; or, with `@` and a branch after it, of that branch's preview of it. */
  slug: string;
  requestId: string | null;
  /** The network address of the caller. */
  address?: string | null;
}

/**
 * The context of an account in a workspace, read anew on every request: the catalog's membership says which door to
 * knock on, the tenant's own `users` row whether it opens and with which rights.
 * @throws AppError `forbidden` when there is no such workspace, it is not finished, its time is up, or the
 *   account is no active member of it: all alike; `workspace_suspended`; `unavailable` while it is migrated or moved
 */
export async function openWorkspace(
  platform: Platform,
  { accountId, slug: asked, requestId, address = null }: OpenWorkspaceInput,
): Promise<MemberContext> {
  const { slug, branch } = workspaceAddress(asked);
  if (branch !== null)
    return openPreview(
      platform,
      await openWorkspace(platform, { accountId, slug, requestId, address }),
      branch,
    );
  if (!isSlug(slug)) throw forbidden();
  const { db, found } = await connectFound(platform, async () => {
    const membership = await platform.catalog.membership.findFirst({
      where: { accountId, tenant: { slug } },
      include: { tenant: true },
    });
    if (!membership) throw forbidden();
    // Erased soon, and gone for everybody from this moment on.
    if (isDue(membership.tenant)) throw forbidden();
    return membership;
  });
  const { tenant } = found;
  const user = await db.user.findUnique({ where: { accountId } });
  const role = user?.active ? parseRole(user.role) : null;
  if (!user || !role) throw forbidden();
  return {
    db,
    tenant: tenantOf(tenant),
    actor: { kind: "member", id: user.id, userId: user.id, name: user.name, role },
    rights: rightsOf(role),
    requestId,
    address,
  };
}
