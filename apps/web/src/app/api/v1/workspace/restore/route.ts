import { workspaceFateAnswer } from "@acre/core/outputs";
import { keepWorkspace } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  summary: "Keep a workspace that was to be deleted",
  answers: { 200: workspaceFateAnswer },
  right: "workspace:delete",
  handle: async ({ platform, ctx }) => ok(await keepWorkspace(platform, ctx)),
});
