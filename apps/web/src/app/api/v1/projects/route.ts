import { createProject, listProjects } from "@acre/core";
import { createProjectInput, listProjectsInput } from "@acre/core/inputs";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "projects:read",
  query: listProjectsInput,
  handle: async ({ ctx, query }) => ok(await listProjects(ctx, query)),
});

export const POST = tenantRoute({
  right: "projects:write",
  body: createProjectInput,
  handle: async ({ ctx, body }) => created(await createProject(ctx, body)),
});
