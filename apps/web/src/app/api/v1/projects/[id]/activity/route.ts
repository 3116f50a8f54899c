import { listActivity } from "@acre/core";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "tasks:read",
  params: ["id"],
  handle: async ({ ctx, params }) => ok(await listActivity(ctx, { projectId: params.id })),
});
