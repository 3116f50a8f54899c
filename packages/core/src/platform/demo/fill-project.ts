import { recordAudit } from "../../audit/record";
import { createComment } from "../../comments/create-comment";
import type { MemberContext, TenantContext } from "../../context";
import { createProject } from "../../projects/create-project";
import { updateProject } from "../../projects/update-project";
import { createTask } from "../../tasks/create-task";
import { updateTask } from "../../tasks/update-task";
import type { DemoProject, DemoTask } from "./content";
import { dayFromToday } from "./day";
import type { Steps } from "./steps";
import { type Actors, actorOf } from "./workspace";

/** What a project is filled with the help of. */
export interface Filling {
  steps: Steps;
  actors: Actors;
  /** Label ids by name. */
  labels: ReadonlyMap<string, string>;
}

/** Makes a project with its tasks and their comments, through the functions that people's requests go through. */
export async function fillProject(filling: Filling, project: DemoProject): Promise<void> {
  const { steps, actors } = filling;
  const { key, name, description, color } = project;
  const owner = actorOf(actors, project.owner);
  const projectId = await steps.once(`project/${key}`, owner, (ctx) =>
    createProject(ctx, { key, name, description, color, private: project.privateWith !== undefined }),
  );
  for (const person of project.privateWith ?? []) {
    await steps.once(`project/${key}/with/${person}`, owner, (ctx) =>
      shareProject(ctx, projectId, actorOf(actors, person).actor),
    );
  }
  for (const [index, task] of project.tasks.entries()) {
    await fillTask(filling, `task/${key}/${index + 1}`, projectId, task);
  }
  if (project.archived) {
    await steps.once(`project/${key}/archived`, owner, (ctx) =>
      updateProject(ctx, { id: projectId, status: "archived" }),
    );
  }
}

async function fillTask(filling: Filling, step: string, projectId: string, task: DemoTask): Promise<void> {
  const { steps, actors } = filling;
  const creator = actorOf(actors, task.by);
  const assignee = task.assignee ? actorOf(actors, task.assignee) : null;
  const first = task.status === "backlog" ? "backlog" : "todo";
  const id = await steps.once(step, creator, (ctx) =>
    createTask(ctx, {
      projectId,
      title: task.title,
      description: task.description ?? null,
      status: first,
      priority: task.priority ?? "none",
      assigneeId: assignee?.actor.userId ?? null,
      dueDate: task.due === undefined ? null : dayFromToday(task.due),
      labelIds: labelIds(filling, task),
    }),
  );
  for (const [index, [author, body]] of (task.talk ?? []).entries()) {
    await steps.once(`${step}/comment/${index + 1}`, actorOf(actors, author), (ctx) =>
      createComment(ctx, { taskId: id, body }),
    );
  }
  if (task.status !== first) {
    // Guests are given tasks too, but cannot move them.
    const mover = assignee?.rights.has("tasks:write") ? assignee : creator;
    await steps.once(`${step}/status`, mover, (ctx) => updateTask(ctx, { id, status: task.status }));
  }
}

function labelIds({ labels }: Filling, { labels: names = [] }: DemoTask): string[] {
  return names.map((name) => {
    const id = labels.get(name);
    if (id === undefined) throw new Error(`There is no label ${name} in this example workspace.`);
    return id;
  });
}

async function shareProject(
  ctx: TenantContext,
  projectId: string,
  { userId, name }: MemberContext["actor"],
): Promise<{ id: string }> {
  await ctx.db.$transaction(async (tx) => {
    await tx.projectMember.create({ data: { projectId, userId } });
    await recordAudit(tx, ctx, {
      action: "project.member_added",
      resourceType: "project",
      resourceId: projectId,
      projectId,
      changes: { member: { before: null, after: name } },
    });
  });
  return { id: projectId };
}
