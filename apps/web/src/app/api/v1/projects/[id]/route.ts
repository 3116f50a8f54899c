import { deleteProject, getProject, updateProject } from "@acre/core";
import { getProjectInput, updateProjectInput } from "@acre/core/inputs";
import { projectAnswer } from "@acre/core/outputs";
import { noContent, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  versioned: true,
  summary: "Get a project",
  answers: { 200: projectAnswer },
  right: "projects:read",
  params: ["id"],
  query: getProjectInput,
  handle: async ({ ctx, params, query }) => ok(await getProject(ctx, { ...query, ...params })),
});

export const PATCH = tenantRoute({
  versioned: true,
  summary: "Change, archive or restore a project",
  description: "An archived project accepts nothing but being restored: `status: active`.",
  answers: { 200: projectAnswer },
  example: { name: "Website relaunch 2027" },
  right: "projects:write",
  params: ["id"],
  body: updateProjectInput,
  handle: async ({ ctx, params, body }) => ok(await updateProject(ctx, { ...body, ...params })),
});

export const DELETE = tenantRoute({
  versioned: true,
  summary: "Delete a project with its tasks and comments",
  answers: { 204: "none" },
  right: "projects:write",
  params: ["id"],
  handle: async ({ ctx, params }) => {
    await deleteProject(ctx, params);
    return noContent();
  },
});
