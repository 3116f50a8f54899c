import { v7 as newId } from "uuid";
import { recordAuditOf } from "../../audit/record";
import { AppError, invalidField } from "../../errors";
import { email as emailInput } from "../../fields";
import type { Role } from "../../rights";
import { audited } from "../operators/audited";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import { operatorInvites } from "./invitation-row";
import { makeInvitation } from "./make-invitation";
import { linkOf } from "./send";

export interface OperatorInvitation {
  slug: string;
  email: string;
  role: Role;
  /** Shown this once. */
  link: string;
}

/**
 * Invites somebody into a workspace that nobody can invite from, such as one that was just imported. Nothing is mailed:
 * the operator passes the link on. It replaces one that waits for the same address.
 * @throws AppError `not_found`, `invalid_input` for somebody who is in already; ZodError for what is no address;
 *   TenancyError when the workspace cannot be written
 */
export async function inviteAsOperator(
  operator: Operator,
  slug: string,
  { email: given, role }: { email: string; role: Role },
): Promise<OperatorInvitation> {
  const { platform } = operator;
  const { id: tenantId } = await findTenant(platform, slug);
  const email = emailInput.parse(given);
  const id = newId();
  return audited(operator, { action: "tenant.member_invited", tenantId, detail: { role } }, async () => {
    const db = await platform.tenancy.connectById(tenantId);
    const user = await db.user.findUnique({ where: { email } });
    const door = { tenantId, accountId: user?.accountId ?? "" };
    if (user?.active && (await platform.catalog.membership.count({ where: door })) > 0) {
      throw invalidField("email", `${email} is a member of ${slug} already.`);
    }
    await db.$transaction((tx) =>
      recordAuditOf(
        tx,
        tenantId,
        { kind: "operator", id: null, name: "Operator" },
        {
          action: "invitation.created",
          resourceType: "invitation",
          resourceId: id,
          changes: { email: { before: null, after: email }, role: { before: null, after: role } },
        },
      ),
    );
    const invitation = { id, tenantId, email, role, invitedById: operatorInvites };
    const token = await makeInvitation(platform, invitation);
    if (token === null) {
      throw new AppError("unavailable", "This invitation is being accepted right now.", {
        retryAfterSeconds: 5,
      });
    }
    return { slug, email, role, link: linkOf(platform, token) };
  });
}
