import { listMembers } from "@acre/core";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "members:read",
  handle: async ({ ctx }) => ok(await listMembers(ctx)),
});
