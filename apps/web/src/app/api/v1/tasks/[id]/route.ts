import { deleteTask, getTask, updateTask } from "@acre/core";
import { getTaskInput, updateTaskInput } from "@acre/core/inputs";
import { taskAnswer } from "@acre/core/outputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  versioned: true,
  summary: "Get a task",
  answers: { 200: taskAnswer },
  right: "tasks:read",
  params: ["id"],
  query: getTaskInput,
  handle: async ({ ctx, params, query }) => ok(await getTask(ctx, { ...query, ...params })),
});

export const PATCH = tenantRoute({
  versioned: true,
  summary: "Change, move or archive a task",
  description: "A new status puts it at the end of that column, unless `position` says where.",
  answers: { 200: taskAnswer },
  example: { status: "in_progress", assigneeId: null },
  right: "tasks:write",
  params: ["id"],
  body: updateTaskInput,
  handle: async ({ ctx, params, body }) => ok(await updateTask(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  versioned: true,
  summary: "Delete a task with its comments",
  answers: { 204: "none" },
  right: "tasks:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteTask(ctx, params);
    return noContent();
  },
});
