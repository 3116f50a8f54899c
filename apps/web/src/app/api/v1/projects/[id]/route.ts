import { deleteProject, getProject, updateProject } from "@acre/core";
import { updateProjectInput } from "@acre/core/inputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "projects:read",
  params: ["id"],
  handle: async ({ ctx, params }) => ok(await getProject(ctx, params)),
});

export const PATCH = tenantRoute({
  right: "projects:write",
  params: ["id"],
  body: updateProjectInput,
  handle: async ({ ctx, params, body }) => ok(await updateProject(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  right: "projects:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteProject(ctx, params);
    return noContent();
  },
});
