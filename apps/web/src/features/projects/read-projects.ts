import { listProjects, type TenantContext } from "@acre/core";
import { everyPage } from "@/lib/every-page";
import type { Project } from "@/lib/types";

/** All projects the person may see, archived ones too, oldest first. For pages, on the server. */
export function readProjects(ctx: TenantContext): Promise<Project[]> {
  return everyPage("projects", (cursor) => listProjects(ctx, { limit: 200, cursor }));
}
