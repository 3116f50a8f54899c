import Database from "better-sqlite3";
import { vi } from "vitest";
import type { Platform } from "../../platform";
import { inTenantFile } from "../tenant-file";
import { distinct, type PlanReader } from "./plan-reader";

/** Walks over a whole table that are no fault, and why. Any other turns the test red. */
const mayWalk: { table: string; plan: RegExp; reason: string }[] = [
  {
    table: "projects",
    plan: /^SCAN main\.projects USING INDEX projects_(created_at|updated_at|name)_id_idx$/,
    reason: "all projects in the order asked for are read in that order, up to the limit",
  },
  {
    table: "labels",
    plan: /^SCAN main\.labels USING INDEX labels_name_key$/,
    reason: "all labels by name are the whole table, read in that order",
  },
  { table: "company_settings", plan: /^SCAN main\.company_settings$/, reason: "the settings are one row" },
];

/** The plans of a workspace in a SQLite file. */
export function sqlitePlans(platform: Platform, tenantId: string): PlanReader {
  return {
    async statementsOf(work) {
      // A new connection prepares each of its statements anew, and there they are seen.
      await platform.tenancy.closeTenant(tenantId);
      const prepare = vi.spyOn(Database.prototype, "prepare");
      await work();
      const texts = prepare.mock.calls.map(([text]) => text);
      prepare.mockRestore();
      const queries = texts.filter((text) => /^(WITH|SELECT|UPDATE|DELETE|INSERT)\b/i.test(text));
      return distinct(queries.map((text) => ({ text, values: [] })));
    },
    async forbiddenWalks({ text }) {
      const nothing = Array.from({ length: [...text.matchAll(/\?/g)].length }, () => null);
      const lines = await inTenantFile(platform, tenantId, (file) =>
        file.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${text}`).all(...nothing),
      );
      return lines
        .map(({ detail }) => detail)
        .filter((line) => /^SCAN /.test(line) && !isAllowed(line, text));
    },
    async dropIndexOn(table, column) {
      const find = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql LIKE ?";
      await inTenantFile(platform, tenantId, (file) => {
        const name: unknown = file.prepare(find).pluck().get(table, `%("${column}"%`);
        file.exec(`DROP INDEX "${name}"`);
      });
    },
  };
}

function isAllowed(line: string, text: string): boolean {
  // A row of constants and a subquery already computed are no tables.
  if (/^SCAN (CONSTANT ROW|\d+ CONSTANT ROWS?|\(?subquery)/i.test(line)) return true;
  return mayWalk.some(({ table, plan }) => text.includes(`\`${table}\``) && plan.test(line));
}
