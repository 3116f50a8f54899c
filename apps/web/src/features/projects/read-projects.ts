import { listProjects, type TenantContext } from "@acre/core";
import type { Project } from "@/lib/types";

/** All projects the person may see, archived ones too, oldest first. For pages, on the server. */
export async function readProjects(ctx: TenantContext): Promise<Project[]> {
  const all: Project[] = [];
  let cursor: string | undefined;
  do {
    const page = await listProjects(ctx, { limit: 200, cursor });
    all.push(...page.projects);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
