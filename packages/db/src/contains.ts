import type { Prisma } from "./generated/tenant-sqlite/client";

/** A filter for a text inside another, whatever its case, on either engine. */
export function containsIgnoringCase(text: string, engine: "sqlite" | "postgresql"): Prisma.StringFilter {
  if (engine === "sqlite") return { contains: text };
  // SQLite's LIKE ignores the case of Latin letters by itself. PostgreSQL has to be told, in a field that SQLite's
  // types, which serve for both, do not have. There a backslash takes the next sign as it stands, itself too.
  const filter = { contains: text.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" };
  return filter;
}
