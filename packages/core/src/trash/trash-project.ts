import type { ProjectRow, TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { seenBy, trashedArchive, trashedProject, trashedTask, trashedTrash } from "./trash-data";
import { putBack, whole } from "./trash-task";

// So many rows at once that a large project neither fills the memory nor needs a statement for each of its tasks.
const batch = 500;

/**
 * Moves a project into the trash, with its tasks, those that were put away, and those that lay in the trash already.
 * Whoever calls this holds the whole project, and has seen that the actor may delete it.
 */
export async function trashProject(tx: TenantTx, ctx: TenantContext, project: ProjectRow): Promise<void> {
  const members = await tx.projectMember.findMany({
    where: { projectId: project.id },
    orderBy: { userId: "asc" },
  });
  await tx.trashItem.create({
    data: {
      id: project.id,
      kind: "project",
      name: project.name,
      ownerId: project.ownerId,
      seenBy: project.private
        ? seenBy.write([project.ownerId, ...members.map(({ userId }) => userId)])
        : null,
      taskCount: await tx.task.count({ where: { projectId: project.id } }),
      deletedById: ctx.actor.userId,
      data: trashedProject.write({ project, members }),
    },
  });
  const own = { projectId: project.id };
  await keep(tx, project.id, "task", async (after) => {
    const tasks = await tx.task.findMany({ where: { ...own, id: after }, include: whole, ...inOrder });
    return tasks.map(({ labels, comments, ...task }) => ({
      id: task.id,
      data: trashedTask.write({ task, labels: labels.map(({ label }) => label), comments }),
    }));
  });
  await keep(tx, project.id, "archived", async (after) =>
    (await tx.archivedTask.findMany({ where: { ...own, id: after }, ...inOrder })).map((row) => ({
      id: row.id,
      data: trashedArchive.write(row),
    })),
  );
  await keep(tx, project.id, "trash", async (after) =>
    (await tx.trashItem.findMany({ where: { ...own, id: after }, ...inOrder })).map((row) => ({
      id: row.id,
      data: trashedTrash.write(row),
    })),
  );
  await tx.archivedTask.deleteMany({ where: own });
  await tx.project.delete({ where: { id: project.id } });
}

/** Puts a project back as it was, with all that lay in the trash with it. Throws what a key that is taken throws. */
export async function putProjectBack(tx: TenantTx, id: string, data: string): Promise<ProjectRow> {
  const { project, members } = trashedProject.read(data);
  const row = await tx.project.create({ data: project });
  const own = { projectId: row.id };
  await tx.projectMember.createMany({ data: members.map((member) => ({ ...member, ...own })) });
  await each(tx, id, "task", (texts) => putBack(tx, texts.map(trashedTask.read)));
  await each(tx, id, "archived", (texts) =>
    tx.archivedTask.createMany({ data: texts.map((text) => ({ ...trashedArchive.read(text), ...own })) }),
  );
  await each(tx, id, "trash", (texts) =>
    tx.trashItem.createMany({ data: texts.map((text) => ({ ...trashedTrash.read(text), ...own })) }),
  );
  return row;
}

const inOrder = { orderBy: { id: "asc" }, take: batch } as const;

type Kind = "task" | "archived" | "trash";

async function keep(
  tx: TenantTx,
  trashId: string,
  kind: Kind,
  read: (after: { gt: string }) => Promise<{ id: string; data: string }[]>,
): Promise<void> {
  let after = "";
  for (;;) {
    const rows = await read({ gt: after });
    const last = rows.at(-1);
    if (last === undefined) return;
    await tx.trashPart.createMany({ data: rows.map(({ data }) => ({ trashId, kind, data })) });
    if (rows.length < batch) return;
    after = last.id;
  }
}

async function each(
  tx: TenantTx,
  trashId: string,
  kind: Kind,
  put: (texts: string[]) => Promise<unknown>,
): Promise<void> {
  let after = "";
  for (;;) {
    const parts = await tx.trashPart.findMany({ where: { trashId, kind, id: { gt: after } }, ...inOrder });
    const last = parts.at(-1);
    if (last === undefined) return;
    await put(parts.map(({ data }) => data));
    if (parts.length < batch) return;
    after = last.id;
  }
}
