import { TenancyError } from "../errors";
import { isReservedSlug, isSlug } from "../names/slug";
import { slugify } from "../names/slugify";
import type { Mapping } from "./mapping";
import { customersQuery } from "./queries";
import { keyText, lastingId } from "./record-ids";
import type { ImportSource, SourceValue } from "./source";

/** A tenant that an import makes. */
export interface ImportedTenant {
  /** The same whenever this import runs. */
  id: string;
  slug: string;
  company: string;
  /** The customer's key in the source; null where the source is one tenant's. */
  key: SourceValue;
}

/** Who becomes a tenant. Throws `import_refused`, which names customers that cannot by their keys. */
export async function listTenants(
  source: ImportSource,
  mapping: Mapping,
  reserved: readonly string[],
): Promise<ImportedTenant[]> {
  const { tenant, tenants, name } = mapping;
  const found: ImportedTenant[] = [];
  const problems: string[] = [];
  const holders = new Map<string, string>();
  const keys = new Set<string>();

  function take(key: SourceValue, company: string, slug: string | null): void {
    const text = keyText([key]) ?? "";
    const label = tenant === undefined ? `customer ${text || "without a key"}` : "the tenant";
    const problem = problemOf(text, company, slug);
    keys.add(text);
    if (problem !== null || slug === null) {
      problems.push(`${label}: ${problem}`);
      return;
    }
    holders.set(slug, label);
    found.push({ id: lastingId("tenant", name, text), slug, company, key });
  }

  function problemOf(key: string, company: string, slug: string | null): string | null {
    if (tenants !== undefined && key === "") return "a customer needs a key";
    if (keys.has(key)) return "another customer has the same key";
    if (company === "") return "it has no company name";
    if (!isSlug(slug)) return "no tenant can be named so; name a column of slugs such as acme_corp";
    if (isReservedSlug(slug, { reserved })) return "its slug is kept for the application";
    const holder = holders.get(slug);
    return holder === undefined ? null : `it would have the slug of ${holder}`;
  }

  if (tenant !== undefined) take(null, tenant.company.trim(), tenant.slug);
  if (tenants !== undefined) {
    for await (const rows of source.rows(customersQuery(source, tenants))) {
      for (const [key = null, title = null, slug = null] of rows) {
        const company = title === null ? "" : String(title).trim();
        const given = slug === null ? null : String(slug);
        take(key, company, tenants.slug === undefined ? slugify(company) : given);
      }
    }
  }
  if (problems.length === 0) return found;
  const shown = problems.slice(0, 20).join("\n");
  throw new TenancyError(
    "import_refused",
    `${problems.length} of the customers cannot become tenants; nothing was written.\n${shown}`,
  );
}
