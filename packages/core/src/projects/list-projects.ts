import { z } from "zod";
import { mine, requireRight, type TenantContext } from "../context";
import { cutPage, readCursor } from "../paging/cursor";
import { type ListProjectsInput, listProjectsInput, type Project } from "./inputs";
import { presentProjects } from "./present";
import { visibleProjects } from "./visible";

/**
 * The projects the actor may see, oldest first.
 * `owner: "me"` is the reference tutorial's own query: projects WHERE owner_id = the caller.
 */
export async function listProjects(
  ctx: TenantContext,
  input: ListProjectsInput = {},
): Promise<{ projects: Project[]; nextCursor: string | null }> {
  requireRight(ctx, "projects:read");
  const { status, owner, limit, cursor } = listProjectsInput.parse(input);
  const rows = await ctx.db.project.findMany({
    where: {
      AND: [
        visibleProjects(ctx),
        status ? { status } : {},
        owner ? { ownerId: owner === "me" ? mine(ctx) : owner } : {},
        cursor ? after(cursor) : {},
      ],
    },
    orderBy: { id: "asc" },
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => ["projects", row.id]);
  return { projects: await presentProjects(ctx.db, page.rows), nextCursor: page.nextCursor };
}

// Ids are UUIDv7, so their order is the order of creation.
function after(cursor: string) {
  const [, id] = readCursor(cursor, z.tuple([z.literal("projects"), z.uuid()]));
  return { id: { gt: id } };
}
