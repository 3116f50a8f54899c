import { isUniqueViolation } from "@acre/db";
import type { Role } from "../../rights";
import { digestOf, newToken } from "../accounts/secret-token";
import type { Platform } from "../platform";
import { expiry, openKey } from "./invitation-row";

export interface NewInvitation {
  id: string;
  tenantId: string;
  email: string;
  role: Role;
  /** A row of the tenant's users, or `operatorInvites`. */
  invitedById: string;
}

/**
 * Writes an invitation in place of one that waits for the same address.
 * @returns the token of its link, which is kept nowhere; null when another one was made, or is being accepted, meanwhile
 */
export async function makeInvitation(
  { catalog }: Platform,
  { id, tenantId, email, role, invitedById }: NewInvitation,
): Promise<string | null> {
  const token = newToken();
  const open = openKey(tenantId, email);
  const row = {
    id,
    tenantId,
    email,
    role,
    invitedById,
    open,
    tokenHash: digestOf(token),
    expiresAt: expiry(),
  };
  try {
    await catalog.$transaction(async (tx) => {
      await tx.invitation.updateMany({
        where: { open, acceptedAt: null },
        data: { open: null, revokedAt: new Date() },
      });
      await tx.invitation.create({ data: row });
    });
    return token;
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
}
