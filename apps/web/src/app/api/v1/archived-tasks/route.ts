import { listArchivedTasks } from "@acre/core";
import { listArchivedTasksInput } from "@acre/core/inputs";
import { archivedTasksAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List tasks that were put away since they were completed long ago",
  description: "Newest first. Completed tasks are put away after 90 days.",
  answers: { 200: archivedTasksAnswer },
  right: "tasks:read",
  query: listArchivedTasksInput,
  handle: async ({ ctx, query }) => ok(await listArchivedTasks(ctx, query)),
});
