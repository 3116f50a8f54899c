import { listActivity } from "@acre/core";
import { listActivityInput } from "@acre/core/inputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "tasks:read",
  params: ["id"],
  query: listActivityInput,
  handle: async ({ ctx, params, query }) => ok(await listActivity(ctx, { ...query, projectId: params.id })),
});
