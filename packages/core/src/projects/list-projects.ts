import { mine, requireRight, type TenantContext } from "../context";
import { chosen } from "../list-fields";
import { type ListProjectsInput, listProjectsInput, type Project, projectIncludes } from "./inputs";
import { presentProjects } from "./present";
import { projectSorting } from "./sorting";
import { visibleProjects } from "./visible";

/**
 * The projects the actor may see, oldest first unless asked otherwise.
 * `owner: "me"` is the reference tutorial's own query: projects WHERE owner_id = the caller.
 */
export async function listProjects(
  ctx: TenantContext,
  input: ListProjectsInput = {},
): Promise<{ projects: Project[]; nextCursor: string | null }> {
  requireRight(ctx, "projects:read");
  const { status, owner, sort, include, limit, cursor } = listProjectsInput.parse(input);
  const rows = await ctx.db.project.findMany({
    where: {
      AND: [
        visibleProjects(ctx),
        status ? { status } : {},
        owner ? { ownerId: owner === "me" ? mine(ctx) : owner } : {},
        cursor ? projectSorting.after(sort, cursor) : {},
      ],
    },
    orderBy: projectSorting.orderBy(sort),
    take: limit + 1,
  });
  const page = projectSorting.cut(sort, rows, limit);
  return {
    projects: await presentProjects(ctx.db, page.rows, chosen(projectIncludes, include)),
    nextCursor: page.nextCursor,
  };
}
