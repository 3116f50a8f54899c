import { deleteFromTrash } from "@acre/core";
import { noContent } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const DELETE = tenantRoute({
  summary: "Delete a task or a project for good",
  description: "One that lies in the trash. It cannot be brought back.",
  answers: { 204: "none" },
  right: "trash:delete",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteFromTrash(ctx, params);
    return noContent();
  },
});
