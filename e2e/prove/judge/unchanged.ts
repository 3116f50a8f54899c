import { isDeepStrictEqual } from "node:util";
import { readCatalog, readTenant } from "../../support/database";
import type { Server } from "../../support/server";
import type { Contents, Row } from "../../support/store/place";
import type { Ground } from "../world/world";

/** What stands in a workspace and what the catalog says of it. */
export async function dumpOf(server: Server, { slug, id }: Ground): Promise<Contents> {
  const [tenant, catalog] = [await readTenant(server, slug), await readCatalog(server)];
  const about = Object.fromEntries(
    Object.entries(catalog)
      .filter(([table]) => ofTheWorkspace.includes(table))
      .map(([table, rows]) => [
        `catalog.${table}`,
        rows.filter((row) => row.tenant_id === id || row.id === id).map(withoutUse),
      ]),
  );
  const { audit_log: log = [], audit_head: _, webhook_deliveries: sent = [], ...rest } = tenant;
  const deliveries = sent.map(({ id, webhook_id, event }) => ({ id, webhook_id, event }));
  return {
    ...rest,
    ...about,
    webhook_deliveries: deliveries,
    audit_log: log.filter((row) => !tellsOfReading(row)),
  };
}

const ofTheWorkspace = ["tenants", "memberships", "api_keys", "invitations"];

// A key that was refused was used all the same, and a record is touched by its upkeep.
function withoutUse({ last_used_at: _used, updated_at: _updated, ...row }: Row): Row {
  return row;
}

/** An entry that only says that somebody was refused, or had a download that was theirs: those are meant to be added. */
function tellsOfReading({ action }: Row): boolean {
  return /^access\.|\.exported$/.test(String(action));
}

/** Names what is no longer as it was, table by table. */
export function changes(before: Contents, after: Contents): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((table) => {
    const [was = [], is = []] = [before[table], after[table]];
    if (isDeepStrictEqual(was, is)) return [];
    const added = is.filter((row) => !was.some((old) => isDeepStrictEqual(old, row)));
    const gone = was.filter((row) => !is.some((now) => isDeepStrictEqual(row, now)));
    return [
      `${table}: ${added.length} rows new or changed, ${gone.length} gone or changed, such as ${brief(added[0] ?? gone[0])}`,
    ];
  });
}

function brief(row: Row | undefined): string {
  return (
    JSON.stringify(row, (_, value) => (typeof value === "bigint" ? String(value) : value))?.slice(0, 300) ??
    ""
  );
}
