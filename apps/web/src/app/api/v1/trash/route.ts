import { listTrash } from "@acre/core";
import { listTrashInput } from "@acre/core/inputs";
import { trashAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List deleted tasks and projects",
  description: "Newest first. They can be brought back for 30 days.",
  answers: { 200: trashAnswer },
  right: "trash:read",
  query: listTrashInput,
  handle: async ({ ctx, query }) => ok(await listTrash(ctx, query)),
});
