import { keepWorkspace } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  right: "workspace:delete",
  handle: async ({ platform, ctx }) => ok(await keepWorkspace(platform, ctx)),
});
