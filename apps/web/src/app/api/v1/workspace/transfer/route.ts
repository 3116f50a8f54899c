import { transferOwnership } from "@acre/core";
import { transferOwnershipInput } from "@acre/core/inputs";
import { memberAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  summary: "Hand the workspace over",
  description: "The member becomes an owner and you an admin. Answers with the new owner.",
  answers: { 200: memberAnswer },
  example: { memberId: "01920000-0000-7000-8000-000000000000" },
  right: "owners:write",
  body: transferOwnershipInput,
  handle: async ({ ctx, body }) => ok(await transferOwnership(ctx, body)),
});
