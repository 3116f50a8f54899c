import { isTenancyError, type Rehearsal } from "@acre/tenancy";
import { z } from "zod";
import { audited } from "../operators/audited";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";

export const rehearseInput = z
  .strictObject({
    /** Slugs. */
    tenants: z.array(z.string().trim().min(1)).max(1000, "At most 1,000 tenants.").optional(),
    /** A number of tenants that lag, or a share of them. */
    sample: z
      .string()
      .trim()
      .regex(/^\d{1,7}(\.\d{1,3})?%$|^\d{1,7}$/, "--sample is a number or a share, such as 20 or 5%.")
      .optional(),
  })
  .refine(({ tenants, sample }) => (tenants === undefined) !== (sample === undefined), {
    error: "Say on which tenants: --tenants a,b or --sample 5%.",
  });
export type RehearseInput = z.input<typeof rehearseInput>;

export interface RehearsalReport {
  rehearsals: Rehearsal[];
  /** Tenants that were gone or busy when it was their turn. */
  skipped: string[];
  /** What it would take to do all that lag, one after another; null when nothing was tried. */
  estimate: { tenants: number; seconds: number } | null;
  /** Whether every copy was migrated and no table that should be as it was is not. */
  good: boolean;
}

/**
 * Tries the pending migrations on copies of tenants, which are removed again.
 * @throws AppError `not_found` for a tenant that is none
 */
export async function rehearseMigrations(
  operator: Operator,
  input: RehearseInput,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<RehearsalReport> {
  const { platform } = operator;
  const wish = rehearseInput.parse(input);
  const { tenants } = await platform.runs.lag();
  const ids = wish.tenants
    ? await Promise.all(wish.tenants.map(async (slug) => (await findTenant(platform, slug)).id))
    : await sampleOf(platform, wish.sample ?? "0", tenants);
  const detail = { tenants: ids.length };
  return audited(operator, { action: "fleet.migration_rehearsed", tenantId: null, detail }, async () => {
    const rehearsals: Rehearsal[] = [];
    const skipped: string[] = [];
    for (const [index, id] of ids.entries()) {
      try {
        rehearsals.push(await platform.tenancy.migrations.rehearse(id));
      } catch (error) {
        if (!isTenancyError(error, "tenant_not_found") && !isTenancyError(error, "tenant_busy")) throw error;
        skipped.push(id);
      }
      onProgress(index + 1, ids.length);
    }
    const took = rehearsals.reduce((sum, { migrateMs }) => sum + migrateMs, 0);
    return {
      rehearsals,
      skipped,
      estimate:
        rehearsals.length === 0
          ? null
          : { tenants, seconds: Math.ceil(((took / rehearsals.length) * tenants) / 1000) },
      good: rehearsals.every(isGood),
    };
  });
}

/** Whether a rehearsal showed nothing that should not be. */
export function isGood({ error, tables }: Rehearsal): boolean {
  return error === null && tables.every(({ sameRows }) => sameRows !== false);
}

/** Tenants that lag, by the random end of their ids. */
async function sampleOf({ catalog, history }: Platform, sample: string, lagging: number): Promise<string[]> {
  const number = Number(sample.replace("%", ""));
  const size = Math.min(lagging, sample.endsWith("%") ? Math.ceil((lagging * number) / 100) : number);
  if (size === 0) return [];
  const newest = history.sqlite.at(-1)?.name ?? "";
  // A version begins with the name of its newest migration.
  const rows = await catalog.$queryRaw<{ id: string }[]>`
    SELECT id FROM tenants
     WHERE preview_of IS NULL AND status IN ('active', 'read_only', 'suspended')
       AND (schema_version IS NULL OR schema_version NOT LIKE ${`${newest}.%`})
     ORDER BY substr(id, 25), id LIMIT CAST(${size} AS INTEGER)`;
  return rows.map(({ id }) => id);
}
