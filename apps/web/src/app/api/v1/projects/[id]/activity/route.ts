import { listActivity } from "@acre/core";
import { listActivityInput } from "@acre/core/inputs";
import { activityPageAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List what happened in a project",
  description: "Newest first.",
  answers: { 200: activityPageAnswer },
  right: "tasks:read",
  params: ["id"],
  query: listActivityInput,
  handle: async ({ ctx, params, query }) => ok(await listActivity(ctx, { ...query, projectId: params.id })),
});
