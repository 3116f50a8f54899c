import { v7 as newId } from "uuid";
import type { MemberContext } from "../../context";
import { taskPriorities, taskStatuses } from "../../inputs";
import type { TestWorkspace } from "../test-workspace";

const projectsMade = 5;

/** Records of a filled workspace, for queries to name. */
export interface PlanRecords {
  projectId: string;
  taskId: string;
  labelId: string;
  commentId: string;
}

/** Fills a workspace with projects of which `member` sees all, each with tasks, comments and events. */
export async function fillForPlans(
  { db, owner }: TestWorkspace,
  member: MemberContext,
  tasksEach: number,
): Promise<PlanRecords> {
  const creatorId = owner.actor.userId;
  const labels = await Promise.all(
    Array.from({ length: 20 }, (_, n) => db.label.create({ data: { name: `label ${n}`, color: "pine" } })),
  );
  let projectId = "";
  for (let p = 0; p < projectsMade; p += 1) {
    const project = await db.project.create({
      data: { key: `Q${p}`, name: `Project ${p}`, ownerId: creatorId, private: p % 2 === 0 },
    });
    projectId = project.id;
    await db.projectMember.create({ data: { projectId, userId: member.actor.userId } });
    await db.task.createMany({
      data: Array.from({ length: tasksEach }, (_, n) => ({
        projectId: project.id,
        number: n + 1,
        title: `Task ${n}`,
        creatorId,
        assigneeId: n % 2 ? creatorId : null,
        status: taskStatuses[n % taskStatuses.length] ?? "todo",
        priority: taskPriorities[n % taskPriorities.length] ?? "none",
        dueDate: n % 3 ? `2027-01-${String((n % 28) + 1).padStart(2, "0")}` : null,
        position: n * 1024,
      })),
    });
  }
  const tasks = await db.task.findMany({ select: { id: true, projectId: true } });
  await db.taskLabel.createMany({
    data: tasks.map(({ id }, n) => ({ taskId: id, labelId: labels[n % labels.length]?.id ?? "" })),
  });
  await db.comment.createMany({
    data: tasks.flatMap(({ id }) => ["A", "B"].map((body) => ({ taskId: id, authorId: creatorId, body }))),
  });
  await db.auditEvent.createMany({
    data: tasks.map(({ id, projectId }) => ({
      action: "task.created",
      actorName: "Ada",
      resourceType: "task",
      resourceId: id,
      projectId,
      changes: "{}",
    })),
  });
  await db.trashItem.createMany({
    data: tasks.map(({ projectId }, n) => ({
      id: newId(),
      kind: n % 9 ? "task" : "project",
      projectId: n % 9 ? projectId : null,
      name: `Deleted ${n}`,
      number: 10_000 + n,
      seenBy: n % 2 ? null : JSON.stringify([creatorId]),
      data: "{}",
    })),
  });
  const taskId = tasks.at(-1)?.id ?? "";
  const comment = await db.comment.findFirstOrThrow({ where: { taskId } });
  return { projectId, taskId, labelId: labels[0]?.id ?? "", commentId: comment.id };
}
