import { Prisma } from "./generated/catalog-sqlite/client";
import type { CatalogDb } from "./store/catalog";

/** A tenant's figures, counted anew. */
export interface CountedStatistics {
  tenantId: string;
  users: number;
  projects: number;
  tasks: number;
  activeAssignees: number;
  activePeople: number;
  bytes: bigint | null;
  lastActivityAt: Date | null;
  computedAt: Date;
}

/**
 * Keeps tenants' figures in one statement, and leaves their counts of requests as they are. A tenant that was erased
 * meanwhile is passed over. At most a few hundred at once: engines limit a statement's values.
 */
export async function keepStatistics(
  catalog: CatalogDb,
  counted: readonly CountedStatistics[],
): Promise<void> {
  const there = new Set(
    (
      await catalog.tenant.findMany({
        where: { id: { in: counted.map(({ tenantId }) => tenantId) } },
        select: { id: true },
      })
    ).map(({ id }) => id),
  );
  const rows = counted.filter(({ tenantId }) => there.has(tenantId)).map(valuesOf);
  if (rows.length === 0) return;
  // Prisma has no upsert of many, and one by one takes longer than counting does.
  await catalog.$executeRaw`
    INSERT INTO tenant_statistics
      (tenant_id, users, projects, tasks, active_assignees, active_people, bytes, last_activity_at, computed_at)
    VALUES ${Prisma.join(rows)}
    ON CONFLICT (tenant_id) DO UPDATE SET
      users = excluded.users, projects = excluded.projects, tasks = excluded.tasks,
      active_assignees = excluded.active_assignees, active_people = excluded.active_people,
      bytes = excluded.bytes, last_activity_at = excluded.last_activity_at, computed_at = excluded.computed_at`;
}

function valuesOf(row: CountedStatistics): Prisma.Sql {
  return Prisma.sql`(${row.tenantId}, ${row.users}, ${row.projects}, ${row.tasks}, ${row.activeAssignees},
    ${row.activePeople}, ${row.bytes}, ${row.lastActivityAt}, ${row.computedAt})`;
}
