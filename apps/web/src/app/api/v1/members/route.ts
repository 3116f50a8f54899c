import { listMembers } from "@acre/core";
import { listMembersInput } from "@acre/core/inputs";
import { membersAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List members",
  description: "By name. `active=false` lists those who have left or were removed, for owners and admins.",
  answers: { 200: membersAnswer },
  right: "members:read",
  query: listMembersInput,
  handle: async ({ ctx, query }) => ok(await listMembers(ctx, query)),
});
