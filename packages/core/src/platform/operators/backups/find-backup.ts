import { AppError } from "../../../errors";
import type { Platform } from "../../platform";
import type { BackupRow } from "./kept-backup";

/** @throws AppError `not_found` naming what was asked for */
export async function findBackup({ catalog }: Platform, id: string): Promise<BackupRow> {
  const row = await catalog.backup.findUnique({ where: { id } });
  if (row) return row;
  throw new AppError("not_found", `There is no backup "${id}". \`acre backup list\` shows those there are.`);
}
