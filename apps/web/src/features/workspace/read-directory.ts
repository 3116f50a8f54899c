import { listLabels, listMembers, type TenantContext } from "@acre/core";
import { everyPage } from "@/lib/every-page";
import type { Label, Member } from "@/lib/types";

/** Everybody who is active in the workspace. For pages, on the server. */
export function readMembers(ctx: TenantContext): Promise<Member[]> {
  return everyPage("members", (cursor) => listMembers(ctx, { limit: 1000, cursor }));
}

/** All labels of the workspace, by name. For pages, on the server. */
export function readLabels(ctx: TenantContext): Promise<Label[]> {
  return everyPage("labels", (cursor) => listLabels(ctx, { limit: 500, cursor }));
}
