import { listMyTasks } from "@acre/core";
import { listMyTasksInput } from "@acre/core/inputs";
import { tasksAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List your open tasks in all projects",
  description: "By due date; those without one come last.",
  answers: { 200: tasksAnswer },
  right: "tasks:read",
  query: listMyTasksInput,
  handle: async ({ ctx, query }) => ok(await listMyTasks(ctx, query)),
});
