import type { Platform } from "../platform";

/** A branch as operators see it. */
export interface BranchView {
  name: string;
  /** open | merging | merged */
  status: string;
  /** Names of its migrations, oldest first. */
  migrations: string[];
  /** The tenants that have a preview, and whether that has all of the branch's migrations. */
  previews: { tenant: string; id: string; status: string; schemaVersion: string | null; path: string }[];
  /** ISO 8601 instant. */
  createdAt: string;
}

export const branchParts = {
  migrations: { orderBy: { name: "asc" } },
  previews: { orderBy: { createdAt: "asc" } },
} as const;

interface BranchRow {
  name: string;
  status: string;
  createdAt: Date;
  migrations: { name: string }[];
  previews: { tenantId: string; previewId: string }[];
}

export async function viewOf({ catalog }: Pick<Platform, "catalog">, branch: BranchRow): Promise<BranchView> {
  const ids = branch.previews.flatMap(({ tenantId, previewId }) => [tenantId, previewId]);
  const rows = await catalog.tenant.findMany({ where: { id: { in: ids } } });
  const known = new Map(rows.map((row) => [row.id, row]));
  return {
    name: branch.name,
    status: branch.status,
    migrations: branch.migrations.map(({ name }) => name),
    previews: branch.previews.flatMap(({ tenantId, previewId }) => {
      const [of, preview] = [known.get(tenantId), known.get(previewId)];
      if (!of || !preview) return [];
      const { id, status, schemaVersion } = preview;
      return [{ tenant: of.slug, id, status, schemaVersion, path: `/${of.slug}@${branch.name}` }];
    }),
    createdAt: branch.createdAt.toISOString(),
  };
}
