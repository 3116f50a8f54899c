import { TenancyError } from "../errors";
import { assertTenantId } from "../ids";

// PostgreSQL cuts longer names off without an error, so that two of them can become one.
const longestName = 63;

/** An identifier in quotes, as PostgreSQL's `quote_ident` writes it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string literal, safe whatever `standard_conforming_strings` says. */
export function quoteText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return quoted.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}

/** Throws `name_invalid` unless `name` can name a schema, table or login of ours as it is. Returns it. */
export function assertPlainName(name: string, what: string): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && name.length <= longestName && !name.startsWith("pg_")) return name;
  throw new TenancyError(
    "name_invalid",
    `${JSON.stringify(name)} cannot be the name of ${what}: up to ${longestName} lower-case letters, digits and underscores, not starting with a digit or "pg_".`,
  );
}

/** Whether PostgreSQL keeps the name whole. */
export function fits(name: string): boolean {
  return Buffer.byteLength(name, "utf8") <= longestName;
}

/** How the schemas of the `schema` model are called. */
export interface SchemaNames {
  of(tenantId: string): string;
  /** The id of the tenant whose schema is called so, or null. */
  idOf(schema: string): string | null;
  /** Whether there can be a schema for the tenant; for any, where it is absent. */
  accepts?(tenantId: string): boolean;
  /** A `LIKE` pattern that all of them match; others may too. */
  readonly pattern: string;
}

const placeholder = "{id}";

/**
 * Names schemas after tenants' opaque ids. `{id}` in the template stands for the id without dashes. Throws
 * `name_invalid` when the template has no `{id}`, so that two tenants would share a schema, or does not make
 * plain names.
 */
export function schemaNames(template = "t_{id}"): SchemaNames {
  const [before, after, more] = template.split(placeholder);
  if (before === undefined || after === undefined || more !== undefined) {
    throw new TenancyError("name_invalid", `A schema name template holds ${placeholder} once: ${template}`);
  }
  assertPlainName(`${before}${"0".repeat(32)}${after}`, "a tenant's schema");
  const ids = new RegExp(
    `^${before}([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})${after}$`,
  );
  const literal = (text: string) => text.replaceAll("_", "\\_");
  return {
    of: (tenantId) => `${before}${assertTenantId(tenantId).replaceAll("-", "")}${after}`,
    idOf: (schema) => ids.exec(schema)?.slice(1).join("-") ?? null,
    pattern: `${literal(before)}${"_".repeat(32)}${literal(after)}`,
  };
}
