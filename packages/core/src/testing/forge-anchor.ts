import { join } from "node:path";
import Database from "better-sqlite3";

/** Has the catalog remember another end of a workspace's audit log than there was. */
export function forgeAnchor(dataDir: string, slug: string): void {
  const catalog = new Database(join(dataDir, "catalog.db"), { fileMustExist: true });
  catalog
    .prepare(
      "UPDATE audit_anchors SET hash = 'another' WHERE tenant_id = (SELECT id FROM tenants WHERE slug = ?)",
    )
    .run(slug);
  catalog.close();
}
