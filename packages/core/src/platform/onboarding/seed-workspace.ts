import { retryConflicts, type TenantDb, type TenantTx } from "@acre/db";
import { recordFirstAudit } from "../../audit/record";
import { trialMs } from "../operators/first-settings";

const sampleTasks = ["Invite team members", "Create your first project", "Customize settings"];

const firstProject = {
  key: "GET",
  name: "Getting Started",
  description: "Three small tasks to find your way around.",
  color: "pine",
  lastTaskNumber: sampleTasks.length,
};

function firstTasks(ownerId: string) {
  return sampleTasks.map((title, index) => ({
    number: index + 1,
    title,
    assigneeId: ownerId,
    creatorId: ownerId,
    status: "todo",
    priority: "medium",
    position: (index + 1) * 1024,
  }));
}

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
  // As one write, which Prisma takes apart much faster than as many.
  const ownerId = seed.adminUserId;
  await tx.user.create({
    data: {
      id: ownerId,
      accountId: seed.accountId,
      email: seed.adminEmail,
      name: seed.adminName,
      role: "owner",
      ownedProjects: {
        create: { ...firstProject, id: seed.projectId, tasks: { create: firstTasks(ownerId) } },
      },
    },
    select: { id: true },
  });
  await tx.companySettings.create({
    data: {
      name: seed.companyName,
      adminUserId: ownerId,
      plan: "trial",
      trialEnds: new Date(Date.now() + trialMs),
    },
    select: { id: true },
  });
  const founder = { kind: "member", id: seed.adminUserId, name: seed.adminName } as const;
  await recordFirstAudit(tx, seed.tenantId, founder, {
    action: "workspace.created",
    resourceType: "workspace",
    resourceId: seed.projectId,
    changes: { name: { before: null, after: seed.companyName } },
  });
}
