import { restoreArchivedTask } from "@acre/core";
import { taskAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  summary: "Bring a task back that was put away",
  description: "With its number, its comments and those of its labels that are still there.",
  answers: { 200: taskAnswer },
  right: "tasks:write",
  params: ["id"],
  handle: async ({ ctx, params }) => ok(await restoreArchivedTask(ctx, params)),
});
