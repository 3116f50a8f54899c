import type { Platform } from "../platform";
import { branchName } from "./inputs";

/** Where a person looks: a workspace, or a branch's preview of one. */
export interface WorkspaceAddress {
  slug: string;
  /** Null for the workspace itself. */
  branch: string | null;
}

/** Takes `acme_corp@estimates` apart. */
export function workspaceAddress(text: string): WorkspaceAddress {
  const at = text.indexOf("@");
  return at === -1 ? { slug: text, branch: null } : { slug: text.slice(0, at), branch: text.slice(at + 1) };
}

/** A branch's preview of a tenant; null when there is none that is finished. */
export async function findPreview(
  { catalog }: Platform,
  tenantId: string,
  branch: string,
): Promise<{ id: string; isolation: string } | null> {
  if (!branchName.safeParse(branch).success) return null;
  const preview = await catalog.branchPreview.findFirst({ where: { tenantId, branch: { name: branch } } });
  if (preview === null) return null;
  const tenant = await catalog.tenant.findUnique({
    where: { id: preview.previewId },
    select: { id: true, isolation: true, status: true },
  });
  return tenant === null || tenant.status === "provisioning" ? null : tenant;
}
