import { deleteWorkspaceInput } from "@acre/core/inputs";
import { workspaceFateAnswer } from "@acre/core/outputs";
import { requestDeletion } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const DELETE = tenantRoute({
  summary: "Delete the workspace in seven days",
  description: "Until then it is read-only and can be kept after all.",
  answers: { 200: workspaceFateAnswer },
  example: { confirm: "acme_corp" },
  right: "workspace:delete",
  body: deleteWorkspaceInput,
  handle: async ({ platform, ctx, body }) => ok(await requestDeletion(platform, ctx, body)),
});
