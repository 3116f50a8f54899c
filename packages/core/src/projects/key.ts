import type { TenantTx } from "@acre/db";

/** Proposes a free key for a project's tasks: GET for "Getting Started", then GET2, GET3 and so on. */
export async function freeKey(tx: TenantTx, name: string): Promise<string> {
  const stem = keyStem(name);
  const taken = new Set(
    (
      await tx.project.findMany({ where: { key: { startsWith: stem.slice(0, 3) } }, select: { key: true } })
    ).map((project) => project.key),
  );
  if (!taken.has(stem)) return stem;
  for (let n = 2; ; n += 1) {
    const suffix = String(n);
    const candidate = stem.slice(0, 6 - suffix.length) + suffix;
    if (!taken.has(candidate) && !(await tx.project.findUnique({ where: { key: candidate } })))
      return candidate;
  }
}

/** The first three Latin letters or digits of a name; PRJ where it has too few. */
export function keyStem(name: string): string {
  const letters = name
    .normalize("NFD")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .replace(/^[0-9]+/, "");
  return letters.length >= 2 ? letters.slice(0, 3) : "PRJ";
}
