import { listMembers } from "@acre/core";
import { listMembersInput } from "@acre/core/inputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "members:read",
  query: listMembersInput,
  handle: async ({ ctx, query }) => ok(await listMembers(ctx, query)),
});
