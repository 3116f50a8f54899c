import { z } from "zod";
import { dayMs } from "../../../durations";
import { audited } from "../audited";
import type { Operator } from "../operator";
import { removeBackup } from "./keep-bundle";
import { type BackupRow, type KeptBackup, presentBackup } from "./kept-backup";

export const pruneBackupsInput = z.strictObject({
  /** How many of each tenant to keep, the newest. */
  keep: z
    .number("--keep has to be a number.")
    .int("--keep has to be a whole number.")
    .min(0, "--keep has to be 0 or more.")
    .optional(),
  /** Only what is older than so many days. */
  olderThanDays: z
    .number("--older-than has to be a number of days.")
    .min(0, "--older-than has to be 0 days or more.")
    .optional(),
  /** Says what would go, and removes nothing. */
  dryRun: z.boolean().default(false),
});
export type PruneBackupsInput = z.input<typeof pruneBackupsInput>;

/**
 * Removes the backups whose time is over, and those that the rules given let go: with both, what is neither among the
 * newest of its tenant nor young enough. The archive of an erased tenant goes by its own time alone.
 * @returns what was removed, or would be
 */
export async function pruneBackups(operator: Operator, input: PruneBackupsInput = {}): Promise<KeptBackup[]> {
  const { dryRun, ...rules } = pruneBackupsInput.parse(input);
  const { platform } = operator;
  const going = doomed(await platform.catalog.backup.findMany({ orderBy: { createdAt: "desc" } }), rules);
  if (!dryRun) {
    for (const row of going) {
      const detail = { backup: row.id };
      await audited(operator, { action: "backup.removed", tenantId: row.tenantId, detail }, () =>
        removeBackup(platform, row),
      );
    }
  }
  return going.map(presentBackup);
}

interface Rules {
  keep?: number;
  olderThanDays?: number;
}

/** Of rows from the newest to the oldest, those to go. */
function doomed(rows: readonly BackupRow[], { keep, olderThanDays }: Rules, now = Date.now()): BackupRow[] {
  const ruled = keep !== undefined || olderThanDays !== undefined;
  const oldest = olderThanDays === undefined ? now : now - olderThanDays * dayMs;
  const newer = new Map<string, number>();
  return rows.filter((row) => {
    if (row.expiresAt && row.expiresAt.getTime() <= now) return true;
    if (!ruled || row.reason === "archive") return false;
    const rank = newer.get(row.tenantId) ?? 0;
    newer.set(row.tenantId, rank + 1);
    return rank >= (keep ?? 0) && row.createdAt.getTime() <= oldest;
  });
}
