import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import { chosen } from "../list-fields";
import { type GetProjectInput, getProjectInput, type Project, projectIncludes } from "./inputs";
import { presentOne } from "./present";
import { findProject } from "./visible";

/** @throws AppError `not_found` when the id is unknown, malformed, foreign or of a private project: all alike */
export async function getProject(
  ctx: TenantContext,
  { id, include: related }: { id: string } & GetProjectInput,
): Promise<Project> {
  requireRight(ctx, "projects:read");
  const { include } = getProjectInput.parse({ include: related });
  const row = await findProject(ctx.db, ctx, id);
  if (!row) throw notFound();
  return presentOne(ctx.db, row, chosen(projectIncludes, include));
}
