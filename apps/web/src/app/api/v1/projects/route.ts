import { createProject, listProjects } from "@acre/core";
import { createProjectInput, listProjectsInput } from "@acre/core/inputs";
import { projectAnswer, projectsAnswer } from "@acre/core/outputs";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List projects",
  description: "Those you may see: a private project only its owner and members see.",
  answers: { 200: projectsAnswer },
  right: "projects:read",
  query: listProjectsInput,
  handle: async ({ ctx, query }) => ok(await listProjects(ctx, query)),
});

export const POST = tenantRoute({
  repeatable: true,
  summary: "Create a project",
  answers: { 201: projectAnswer },
  example: { name: "Website relaunch", key: "WEB", color: "pine" },
  right: "projects:write",
  body: createProjectInput,
  handle: async ({ ctx, body }) => created(await createProject(ctx, body)),
});
