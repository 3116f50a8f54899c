import type { BundleProgress } from "@acre/tenancy";
import type { CopyInput, DeleteInput, MoveInput, RestoreInput } from "../../console/inputs";
import { recordLook } from "../impersonation/record-look";
import { backupTenant } from "../operators/backups/backup-tenant";
import { restoreInto } from "../operators/backups/restore-tenant";
import { copyTenant } from "../operators/copy-tenant";
import { deleteTenant } from "../operators/delete-tenant";
import { findTenant } from "../operators/find-tenant";
import { moveTenant } from "../operators/move-tenant";
import type { Operator } from "../operators/operator";
import { type PlaceWish, wishedPlace } from "../operators/places";
import { requireTyped } from "./typed";
import type { Undertaking, UndertakingProgress } from "./undertakings";

/** Counts the rows of every table a pass goes over; a new step starts anew. */
function tally(report: (progress: UndertakingProgress) => void) {
  const tables = new Map<string, BundleProgress>();
  let current = "";
  return (step: string, table?: BundleProgress) => {
    if (step !== current) tables.clear();
    current = step;
    if (table) tables.set(table.table, table);
    const sum = (figure: "rows" | "bytes") => [...tables.values()].reduce((all, one) => all + one[figure], 0);
    report({ step, rows: sum("rows"), bytes: sum("bytes") });
  };
}

/**
 * Takes a tenant to another place, without waiting for it.
 * @throws AppError `not_found`, `invalid_input`
 */
export async function beginMove(operator: Operator, slug: string, { to }: MoveInput): Promise<Undertaking> {
  const wish: PlaceWish = { to };
  await findTenant(operator.platform, slug);
  wishedPlace(operator.platform, wish);
  return begin(operator, "move", slug, (report) => {
    const tell = tally(report);
    return moveTenant(operator, slug, wish, { onProgress: ({ step, table }) => tell(step, table) });
  });
}

/**
 * Makes a tenant from another one, without waiting for it. With its data, the reason is in its own log before anything
 * is copied: who is let into the copy sees what its members see.
 * @throws AppError `not_found`; `workspace_read_only`, `workspace_suspended` when its log cannot say so
 */
export async function beginCopy(
  operator: Operator,
  slug: string,
  { reason, ...input }: CopyInput,
): Promise<Undertaking> {
  const { platform, actor: accountId } = operator;
  const { id: tenantId } = await findTenant(platform, slug);
  if (input.data && reason !== undefined)
    await recordLook(platform, { tenantId, accountId, action: "workspace.copied", reason });
  return begin(operator, "copy", slug, (report) => {
    const tell = tally(report);
    return copyTenant(operator, slug, { ...input, onProgress: (table) => tell("copy", table) });
  });
}

/**
 * Keeps a backup, without waiting for it.
 * @throws AppError `not_found`
 */
export async function beginBackup(operator: Operator, slug: string): Promise<Undertaking> {
  await findTenant(operator.platform, slug);
  return begin(operator, "backup", slug, (report) => {
    const tell = tally(report);
    return backupTenant(operator, slug, { onProgress: (table) => tell("backup", table) });
  });
}

/**
 * Brings a kept backup back into its tenant, without waiting for it.
 * @throws AppError `not_found`, `invalid_input` when the slug was not repeated for what replaces data
 */
export async function beginRestore(
  operator: Operator,
  slug: string,
  { backup, confirm }: RestoreInput,
): Promise<Undertaking> {
  await findTenant(operator.platform, slug);
  requireTyped(slug, confirm);
  return begin(operator, "restore", slug, (report) => {
    const tell = tally(report);
    return restoreInto(operator, { backup }, { into: slug, onProgress: (table) => tell("restore", table) });
  });
}

/**
 * Erases a tenant, without waiting for it.
 * @throws AppError `not_found`, `invalid_input` when the slug was not repeated
 */
export async function beginDelete(
  operator: Operator,
  slug: string,
  { confirm, archive }: DeleteInput,
): Promise<Undertaking> {
  await findTenant(operator.platform, slug);
  requireTyped(slug, confirm);
  return begin(operator, "delete", slug, () => deleteTenant(operator, slug, { archive }));
}

function begin(
  { platform, actor }: Operator,
  kind: string,
  slug: string,
  work: (report: (progress: UndertakingProgress) => void) => Promise<unknown>,
): Undertaking {
  return platform.undertakings.begin({ kind, slug, actor }, work);
}
