import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import type { Project } from "./inputs";
import { presentOne } from "./present";
import { findProject } from "./visible";

/** @throws AppError `not_found` when the id is unknown, malformed, foreign or of a private project: all alike */
export async function getProject(ctx: TenantContext, { id }: { id: string }): Promise<Project> {
  requireRight(ctx, "projects:read");
  const row = await findProject(ctx.db, ctx, id);
  if (!row) throw notFound();
  return presentOne(ctx.db, row);
}
