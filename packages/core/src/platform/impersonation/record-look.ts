import { recordAuditOf } from "../../audit/record";
import { AppError } from "../../errors";
import { translateError } from "../../translate-error";
import type { Platform } from "../platform";
import { connectTenant } from "../workspaces/connect-tenant";

interface Look {
  tenantId: string;
  /** Account of the operator. */
  accountId: string;
  action:
    | "workspace.impersonation_started"
    | "workspace.impersonation_elevated"
    | "workspace.downloaded"
    | "workspace.copied";
  reason: string;
}

/**
 * Writes into the workspace's own log that an operator looks into it or takes its content along, and why.
 * @throws AppError `workspace_read_only` when that log cannot be written: then nobody looks; `workspace_suspended`
 */
export async function recordLook(
  platform: Platform,
  { tenantId, accountId, action, reason }: Look,
): Promise<void> {
  const account = await platform.catalog.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { name: true },
  });
  const db = await connectTenant(platform, tenantId);
  try {
    await db.$transaction((tx) =>
      recordAuditOf(
        tx,
        tenantId,
        { kind: "operator", id: accountId, name: account.name },
        {
          action,
          resourceType: "workspace",
          resourceId: tenantId,
          changes: { reason: { before: null, after: reason } },
        },
      ),
    );
  } catch (thrown) {
    const error = translateError(thrown);
    if (error instanceof AppError && error.code === "workspace_read_only") {
      throw new AppError(
        "workspace_read_only",
        "This workspace is read-only, so its own log cannot say that you look into it. Open it for that time.",
      );
    }
    throw error;
  }
}
