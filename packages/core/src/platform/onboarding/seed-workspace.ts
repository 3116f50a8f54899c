import { retryConflicts, type TenantDb, type TenantTx } from "@acre/db";
import { recordAuditOf } from "../../audit/record";
import { trialMs } from "../operators/first-settings";

const sampleTasks = ["Invite team members", "Create your first project", "Customize settings"];

export interface WorkspaceSeed {
  tenantId: string;
  accountId: string;
  companyName: string;
  adminName: string;
  adminEmail: string;
  /** Decided beforehand, so that doing it twice is doing it once. */
  adminUserId: string;
  projectId: string;
}

/**
 * The first content of a workspace, as the reference tutorials have it: its owner, its settings on a 30-day trial, the
 * project "Getting Started" and three tasks. One transaction; nothing happens when it has been done before.
 */
export async function seedWorkspace(db: TenantDb, seed: WorkspaceSeed): Promise<void> {
  // Of two that finish the same sign-up at once, the slower runs again and finds it done.
  await retryConflicts(() => db.$transaction((tx) => seedOnce(tx, seed)));
}

async function seedOnce(tx: TenantTx, seed: WorkspaceSeed): Promise<void> {
  if (await tx.companySettings.findFirst({ select: { id: true } })) return;
  await tx.user.create({
    data: {
      id: seed.adminUserId,
      accountId: seed.accountId,
      email: seed.adminEmail,
      name: seed.adminName,
      role: "owner",
    },
    select: { id: true },
  });
  await tx.companySettings.create({
    data: {
      name: seed.companyName,
      adminUserId: seed.adminUserId,
      plan: "trial",
      trialEnds: new Date(Date.now() + trialMs),
    },
    select: { id: true },
  });
  await tx.project.create({
    data: {
      id: seed.projectId,
      key: "GET",
      name: "Getting Started",
      description: "Three small tasks to find your way around.",
      ownerId: seed.adminUserId,
      color: "pine",
      lastTaskNumber: sampleTasks.length,
    },
    select: { id: true },
  });
  await tx.task.createMany({
    data: sampleTasks.map((title, index) => ({
      projectId: seed.projectId,
      number: index + 1,
      title,
      assigneeId: seed.adminUserId,
      creatorId: seed.adminUserId,
      status: "todo",
      priority: "medium",
      position: (index + 1) * 1024,
    })),
  });
  const founder = { kind: "member", id: seed.adminUserId, name: seed.adminName } as const;
  await recordAuditOf(tx, seed.tenantId, founder, {
    action: "workspace.created",
    resourceType: "workspace",
    resourceId: seed.projectId,
    changes: { name: { before: null, after: seed.companyName } },
  });
}
