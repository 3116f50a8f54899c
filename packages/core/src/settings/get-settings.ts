import type { TenantTx } from "@acre/db";
import { requireRight, type TenantContext } from "../context";
import { notFound } from "../errors";
import type { Settings } from "./inputs";

/** The workspace's own settings. */
export async function getSettings(ctx: TenantContext): Promise<Settings> {
  requireRight(ctx, "settings:read");
  return presentSettings(await readSettings(ctx.db));
}

/** The one row of company settings; a workspace without it is half made and answered as not there. */
export async function readSettings(tx: TenantTx) {
  const row = await tx.companySettings.findFirst();
  if (!row) throw notFound();
  return row;
}

/** The row as the API answers it. */
export function presentSettings(row: Awaited<ReturnType<typeof readSettings>>): Settings {
  return { name: row.name, plan: row.plan, trialEnds: row.trialEnds.toISOString() };
}
