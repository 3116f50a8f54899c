import type { RunTarget, RunWave } from "@acre/tenancy";
import { Prisma } from "./generated/catalog-sqlite/client";
import type { CatalogTx } from "./store/catalog";

/** Where lagging tenants come into a run: spread over its waves, or all in one. */
export type Spread = { waves: readonly RunWave[]; canaries: readonly string[] } | { wave: number };

/** Tenants that are settled and not at the version of their place. Previews go with their branch. */
export function laggingWhere(targets: readonly RunTarget[]): Prisma.TenantWhereInput {
  return {
    previewOf: null,
    status: { notIn: ["provisioning", "deleting"] },
    OR: targets.map(({ datasource, schemaVersion }) => ({
      datasource,
      OR: [{ schemaVersion: null }, { schemaVersion: { not: schemaVersion } }],
    })),
  };
}

/**
 * Takes every lagging tenant that is not in the run into it, in one statement whatever their number. Which comes early is
 * decided by the random end of its id, so that waves are a sample. Tables that tenants share change at one moment: their
 * tenants come with the last wave, or with the canaries where one is among them.
 */
export function addLagging(
  tx: CatalogTx,
  runId: string,
  targets: readonly RunTarget[],
  spread: Spread,
): Promise<number> {
  const lagging = Prisma.join(
    targets.map(
      ({ datasource, schemaVersion }) =>
        Prisma.sql`(t.datasource = ${datasource} AND (t.schema_version IS NULL OR t.schema_version <> ${schemaVersion}))`,
    ),
    " OR ",
  );
  const canaries = "canaries" in spread ? spread.canaries : [];
  const among = canaries.length > 0 ? Prisma.sql`t.id IN (${Prisma.join([...canaries])})` : Prisma.sql`1 = 0`;
  return tx.$executeRaw`
    INSERT INTO migration_run_tenants (run_id, tenant_id, wave, status, from_version, updated_at)
    SELECT r.id, f.id, ${waveOf(spread)}, 'pending', f.schema_version, r.updated_at
      FROM migration_runs r
      CROSS JOIN (
        SELECT t.id, t.schema_version, t.datasource, t.isolation,
               CASE WHEN ${among} THEN 1 ELSE 0 END AS canary,
               MAX(CASE WHEN ${among} THEN 1 ELSE 0 END) OVER (PARTITION BY t.datasource) AS beside_canary,
               ROW_NUMBER() OVER (
                 PARTITION BY CASE WHEN t.isolation = 'row' THEN 1 ELSE 0 END, CASE WHEN ${among} THEN 1 ELSE 0 END
                 ORDER BY substr(t.id, 25), t.id
               ) AS place
          FROM tenants t
         WHERE (${lagging}) AND t.preview_of IS NULL AND t.status NOT IN ('provisioning', 'deleting')
           AND NOT EXISTS (
             SELECT 1 FROM migration_run_tenants known WHERE known.run_id = ${runId} AND known.tenant_id = t.id)
      ) f
     WHERE r.id = ${runId}`;
}

function waveOf(spread: Spread): Prisma.Sql {
  if ("wave" in spread) return whole(spread.wave);
  const { waves } = spread;
  const last = waves.length - 1;
  const cases = waves.flatMap(({ upTo }, wave) =>
    upTo === null || wave === last ? [] : [Prisma.sql`WHEN f.place <= ${whole(upTo)} THEN ${whole(wave)}`],
  );
  return Prisma.sql`CASE
    WHEN f.canary = 1 THEN 0
    WHEN f.isolation = 'row' AND f.beside_canary = 1 THEN 0
    WHEN f.isolation = 'row' THEN ${whole(last)}
    ${cases.length > 0 ? Prisma.join(cases, " ") : Prisma.empty}
    ELSE ${whole(last)} END`;
}

// A number that stands alone says nothing of its type to PostgreSQL.
function whole(value: number): Prisma.Sql {
  return Prisma.sql`CAST(${value} AS INTEGER)`;
}
