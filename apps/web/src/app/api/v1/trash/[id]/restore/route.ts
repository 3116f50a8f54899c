import { restoreFromTrash } from "@acre/core";
import { restoredAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const POST = tenantRoute({
  summary: "Bring a deleted task or project back",
  description:
    "Under its own id, with its number or key, its comments and those of its labels that are still there; a project with its tasks. A project is brought back by those who may delete it.",
  answers: { 200: restoredAnswer },
  right: "trash:write",
  params: ["id"],
  handle: async ({ ctx, params }) => ok(await restoreFromTrash(ctx, params)),
});
