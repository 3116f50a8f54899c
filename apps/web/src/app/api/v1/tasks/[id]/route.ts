import { deleteTask, getTask, updateTask } from "@acre/core";
import { updateTaskInput } from "@acre/core/inputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "tasks:read",
  params: ["id"],
  handle: async ({ ctx, params }) => ok(await getTask(ctx, params)),
});

export const PATCH = tenantRoute({
  right: "tasks:write",
  params: ["id"],
  body: updateTaskInput,
  handle: async ({ ctx, params, body }) => ok(await updateTask(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  right: "tasks:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteTask(ctx, params);
    return noContent();
  },
});
