import { createTask, listTasks } from "@acre/core";
import { createTaskInput, listTasksInput } from "@acre/core/inputs";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "tasks:read",
  params: ["id"],
  query: listTasksInput,
  handle: async ({ ctx, params, query }) => ok(await listTasks(ctx, { ...query, projectId: params.id })),
});

export const POST = tenantRoute({
  right: "tasks:write",
  params: ["id"],
  body: createTaskInput,
  handle: async ({ ctx, params, body }) => created(await createTask(ctx, { ...body, projectId: params.id })),
});
