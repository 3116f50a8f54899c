import { getMember, updateMember } from "@acre/core";
import { updateMemberInput } from "@acre/core/inputs";
import { memberAnswer } from "@acre/core/outputs";
import { removeMember } from "@acre/core/platform";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  versioned: true,
  summary: "Read a member",
  answers: { 200: memberAnswer },
  right: "members:read",
  params: ["id"],
  handle: async ({ ctx, params }) => ok(await getMember(ctx, params)),
});

export const PATCH = tenantRoute({
  versioned: true,
  summary: "Change a member's role",
  description: "Owners alone make owners and change them. The last owner stays one.",
  answers: { 200: memberAnswer },
  example: { role: "admin" },
  right: "members:write",
  params: ["id"],
  body: updateMemberInput,
  handle: async ({ ctx, params, body }) => ok(await updateMember(ctx, { ...body, id: params.id })),
});

export const DELETE = tenantRoute({
  versioned: true,
  summary: "Remove a member",
  description:
    "Their sessions and the keys they made are refused from the next request on. What they wrote stays.",
  answers: { 204: "none" },
  right: "members:write",
  params: ["id"],
  handle: async ({ platform, ctx, params }) => {
    await removeMember(platform, ctx, params);
    return noContent();
  },
});
