import type { ImportReport } from "@acre/core/platform";
import { facts, table } from "./table";

type Tables = ImportReport["unplaced"];

interface Line {
  slug: string;
  outcome: string;
  table: string | null;
  from: string | null;
  read: number | null;
  written: number | null;
  skipped: number | null;
  cleared: number | null;
}

/** What people read of an import: figures by tenant and table, and why rows stay behind. */
export function importLines({ tenants, unplaced, dryRun, refused }: ImportReport): string[] {
  const made = tenants.filter(({ outcome }) => outcome === "imported").length;
  const there = tenants.filter(({ outcome }) => outcome === "there").length;
  const rows = tenants.flatMap<Line>(({ slug, outcome, tables }) =>
    tables.length === 0
      ? [{ slug, outcome, table: null, from: null, read: null, written: null, skipped: null, cleared: null }]
      : tables.map((own) => ({ slug, outcome, ...own })),
  );
  const all = [
    ...tenants.map(({ slug, tables }) => ({ slug, tables })),
    ...(unplaced.length > 0 ? [{ slug: "of no customer", tables: unplaced }] : []),
  ];
  return [
    ...table(rows, {
      TENANT: (row) => row.slug,
      TABLE: (row) => row.table,
      FROM: (row) => row.from,
      READ: (row) => row.read,
      [dryRun || refused ? "TO WRITE" : "WRITTEN"]: (row) => row.written,
      SKIPPED: (row) => row.skipped,
      CLEARED: (row) => row.cleared,
      STATE: (row) => row.outcome,
    }),
    ...all.flatMap(({ slug, tables }) => reasonLines(slug, tables)),
    "",
    ...facts({ tenants: tenants.length, imported: made, "there already": there }),
    ...(made > 0 ? ["Nobody can log in to them yet: docs/import.md says what there is to do."] : []),
  ];
}

function reasonLines(slug: string, tables: Tables): string[] {
  const reasons = tables.flatMap(({ from, reasons }) => reasons.map((reason) => ({ from, ...reason })));
  if (reasons.length === 0) return [];
  const lines = table(reasons, {
    "LEFT BEHIND": ({ from }) => from,
    WHY: ({ reason }) => reason,
    COLUMN: ({ column }) => column,
    ROWS: ({ count }) => count,
    KEYS: ({ keys, count }) => keys.join(", ") + (count > keys.length ? ", …" : ""),
  });
  return ["", `${slug}:`, ...lines];
}
