import type { KeptBackup } from "@acre/core/platform";
import { bytesText } from "../../output/bytes";
import { table } from "../../output/table";

/** Backups for people to read. */
export function backupTable(backups: readonly KeptBackup[]): string[] {
  return table(backups, {
    ID: ({ id }) => id,
    TENANT: ({ slug }) => slug,
    MADE: ({ createdAt }) => createdAt,
    REASON: ({ reason }) => reason,
    SIZE: ({ bytes }) => bytesText(bytes),
    UNTIL: ({ expiresAt }) => expiresAt?.slice(0, 10) ?? null,
  });
}
