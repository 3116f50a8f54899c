import type { TenantContext } from "../../context";
import { isAppError } from "../../errors";
import { type Right, rightsOf } from "../../rights";
import type { Platform } from "../platform";
import { connectTenant } from "../workspaces/connect-tenant";
import { isDue } from "../workspaces/deletion-date";
import { type OpenWorkspaceInput, openWorkspace } from "../workspaces/open-workspace";
import { tenantOf } from "../workspaces/tenant-of";
import { findImpersonation } from "./find-impersonation";

/**
 * The context of an account in a workspace: as its member, or as an operator who may look inside right now. Everybody
 * else is refused alike.
 * @throws AppError as `openWorkspace`
 */
export async function enterWorkspace(platform: Platform, input: OpenWorkspaceInput): Promise<TenantContext> {
  try {
    return await openWorkspace(platform, input);
  } catch (error) {
    const inside = isAppError(error) && error.code === "forbidden" ? await lookInside(platform, input) : null;
    if (inside === null) throw error;
    return inside;
  }
}

async function lookInside(
  platform: Platform,
  { accountId, slug, requestId, address = null }: OpenWorkspaceInput,
): Promise<TenantContext | null> {
  const look = await findImpersonation(platform, { accountId, slug });
  if (look === null || isDue(look.tenant)) return null;
  const { tenant, elevated } = look;
  return {
    db: await connectTenant(platform, tenant.id),
    tenant: tenantOf(tenant),
    actor: { kind: "operator", id: accountId, userId: null, name: look.account.name, role: "admin" },
    rights: operatorRights(elevated),
    requestId,
    address,
  };
}

/** An operator reads what an admin reads, and writes as one when that was asked for separately. */
function operatorRights(elevated: boolean): ReadonlySet<Right> {
  const rights = [...rightsOf("admin")];
  return new Set(elevated ? rights : rights.filter((right) => right.endsWith(":read")));
}
