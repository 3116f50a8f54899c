import type { Prisma } from "./generated/tenant-sqlite/client";

/** A filter for a text inside another, whatever its case, on either engine. */
export function containsIgnoringCase(text: string, engine: "sqlite" | "postgresql"): Prisma.StringFilter {
  // SQLite's LIKE ignores the case of Latin letters by itself. PostgreSQL has to be told, in a field that SQLite's
  // types, which serve for both, do not have.
  const filter = engine === "postgresql" ? { contains: text, mode: "insensitive" } : { contains: text };
  return filter;
}
