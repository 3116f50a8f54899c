import { exportWorkspace } from "@acre/core/platform";
import { file } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "Download everything in the workspace",
  description: "One file, from which the workspace can be restored.",
  answers: { 200: "file" },
  right: "export:read",
  handle: async ({ platform, ctx, request }) => {
    const { body, fileName } = await exportWorkspace(platform, ctx, { signal: request.signal });
    return file(body, fileName);
  },
});
