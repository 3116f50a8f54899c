import { codeOf } from "../../translate-error";
import { countTenants, eachTenant } from "../jobs/each-tenant";
import type { Operator } from "../operators/operator";

/** What tenants' schemas say, by their databases' own description of them. */
export interface SchemaComparison {
  /** Whether all tenants of one place that are of one version say the same, and every one could be asked. */
  alike: boolean;
  /** Those of one place and version that say the same, most of them first. */
  groups: SchemaGroup[];
  /** Tenants that could not be asked. */
  failed: { slug: string; code: string }[];
}

export interface SchemaGroup {
  datasource: string;
  schemaVersion: string | null;
  /** SHA-256 over all that the schema says, as text; no data is read. */
  hash: string;
  tenants: number;
  /** The first of them, ten at most. */
  slugs: string[];
  /** Whether others of the same place and version, more of them, say something else. */
  differs: boolean;
}

const concurrency = 4;
const named = 10;

/**
 * Asks every tenant that is made what its schema says, a few at once. Of those that somebody works on at the time it is
 * told that they could not be asked. Places are not compared with each other: each describes a schema in its own way.
 */
export async function compareSchemas(
  { platform }: Operator,
  onProgress?: (done: number, total: number) => void,
): Promise<SchemaComparison> {
  const which = { statuses: ["active", "read_only", "suspended", "moving"] };
  const total = onProgress ? await countTenants(platform, which) : 0;
  const groups = new Map<string, SchemaGroup>();
  const failed: SchemaComparison["failed"] = [];
  let done = 0;
  await eachTenant(platform, { ...which, concurrency }, async ({ id, slug }) => {
    try {
      const { hash, datasource, schemaVersion } = await platform.tenancy.migrations.schemaOf(id);
      const key = JSON.stringify([datasource, schemaVersion, hash]);
      const group = groups.get(key) ?? {
        datasource,
        schemaVersion,
        hash,
        tenants: 0,
        slugs: [],
        differs: false,
      };
      groups.set(key, group);
      group.tenants += 1;
      if (group.slugs.length < named) group.slugs.push(slug);
    } catch (error) {
      failed.push({ slug, code: codeOf(error) ?? "unexpected" });
    }
    onProgress?.(++done, total);
  });
  const compared = markDifferent([...groups.values()]);
  return { alike: failed.length === 0 && !compared.some(({ differs }) => differs), groups: compared, failed };
}

/** By place and version, in each the one that most tenants are in first; the others of it differ. */
function markDifferent(groups: readonly SchemaGroup[]): SchemaGroup[] {
  const kind = ({ datasource, schemaVersion }: SchemaGroup) => JSON.stringify([datasource, schemaVersion]);
  const inOrder = groups.toSorted((one, other) =>
    kind(one) === kind(other) ? other.tenants - one.tenants : kind(one) < kind(other) ? -1 : 1,
  );
  return inOrder.map((group, index) => {
    const before = inOrder[index - 1];
    return { ...group, differs: before !== undefined && kind(before) === kind(group) };
  });
}
