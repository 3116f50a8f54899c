import { createTask, listTasks } from "@acre/core";
import { createTaskInput, listTasksInput } from "@acre/core/inputs";
import { taskAnswer, tasksAnswer } from "@acre/core/outputs";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List a project's tasks",
  answers: { 200: tasksAnswer },
  right: "tasks:read",
  params: ["id"],
  query: listTasksInput,
  handle: async ({ ctx, params, query }) => ok(await listTasks(ctx, { ...query, projectId: params.id })),
});

export const POST = tenantRoute({
  repeatable: true,
  summary: "Create a task",
  description: "It stands at the end of its status column and gets the project's next number.",
  answers: { 201: taskAnswer },
  example: { title: "Say hello", status: "todo", priority: "high", dueDate: "2027-01-31" },
  right: "tasks:write",
  params: ["id"],
  body: createTaskInput,
  handle: async ({ ctx, params, body }) => created(await createTask(ctx, { ...body, projectId: params.id })),
});
