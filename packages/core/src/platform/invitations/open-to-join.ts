import type { InvitationRow } from "@acre/db";
import { AppError } from "../../errors";
import type { Platform } from "../platform";
import { connectTenant } from "../workspaces/connect-tenant";
import { isDue } from "../workspaces/deletion-date";
import { readInvitingSide } from "./join-workspace";
import { linkInvalid } from "./link-invalid";

/**
 * Looks whether somebody can come in before anything is changed.
 * @returns the workspace's slug
 * @throws AppError `link_invalid` when the workspace is gone or whoever invited may no longer; `workspace_read_only`,
 *   `workspace_suspended`, `unavailable`
 */
export async function requireOpenToJoin(platform: Platform, invitation: InvitationRow): Promise<string> {
  const tenant = await platform.catalog.tenant.findUnique({
    where: { id: invitation.tenantId },
    select: { slug: true, status: true, deleteAt: true },
  });
  if (!tenant || isDue(tenant)) throw linkInvalid();
  const db = await connectTenant(platform, invitation.tenantId);
  if (tenant.status === "read_only" || tenant.deleteAt !== null) {
    throw new AppError("workspace_read_only", "Nobody can join this workspace now: it is read-only.");
  }
  const { standing } = await readInvitingSide(db, invitation);
  if (!standing) throw linkInvalid();
  return tenant.slug;
}
