import { deleteWorkspaceInput } from "@acre/core/inputs";
import { requestDeletion } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const DELETE = tenantRoute({
  right: "workspace:delete",
  body: deleteWorkspaceInput,
  handle: async ({ platform, ctx, body }) => ok(await requestDeletion(platform, ctx, body)),
});
