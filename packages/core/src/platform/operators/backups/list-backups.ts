import type { Operator } from "../operator";
import { type KeptBackup, presentBackup } from "./kept-backup";

/**
 * The backups that are kept, newest first.
 * @param of the id of a tenant, or what it was called when the backup was made; every tenant unless said
 */
export async function listBackups({ platform }: Operator, of?: string): Promise<KeptBackup[]> {
  const rows = await platform.catalog.backup.findMany({
    where: of === undefined ? {} : { OR: [{ tenantId: of }, { slug: of }] },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  return rows.map(presentBackup);
}
