import { exportWorkspace } from "@acre/core/platform";
import { file } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "export:read",
  handle: async ({ platform, ctx, request }) => {
    const { body, fileName } = await exportWorkspace(platform, ctx, { signal: request.signal });
    return file(body, fileName);
  },
});
