import { setImmediate as othersTurn } from "node:timers/promises";
import { refreshStatistics } from "@acre/core/platform";
import { openDatabase } from "@acre/tenancy";
import { type Comparison, wallClock } from "../../comparison";
import type { Ground } from "../../ground";
import { makeSampleTenant } from "../../sample-tenant";

const tenants = 1000;
const tasks = 40;
const aim = 2;

/** The figures of 1,000 tenants, counted and kept, beside the same statement sent to each file by the driver alone. */
export async function statistics(ground: Ground): Promise<Comparison[]> {
  const files: { path: string; key: Buffer }[] = [];
  for (let i = 0; i < tenants; i++) {
    const { id } = await makeSampleTenant(ground, tasks);
    files.push({ path: ground.fileOf(id), key: await ground.keyOf(id) });
  }
  await ground.platform.tenancy.closeAll();
  const since = new Date(Date.now() - 7 * 24 * 3600_000).toISOString().replace("Z", "+00:00");
  const raw = async () => {
    let counted = 0;
    for (const [index, { path, key }] of files.entries()) {
      // Otherwise this process could not renew its lease meanwhile, and would be refused its tenants after.
      if (index % 50 === 0) await othersTurn();
      const db = openDatabase(path, { key });
      const row: unknown = db.prepare(sql).get(since, since);
      if (typeof row === "object" && row !== null && "tasks" in row) counted += Number(row.tasks);
      db.close();
    }
    if (counted !== tenants * tasks) throw new Error(`The raw loop counted ${counted} tasks.`);
  };
  return [
    {
      id: "statistics",
      work: `figures of ${tenants} tenants in files`,
      ours: {
        name: "refreshStatistics",
        most: 1,
        async run(times) {
          const begun = wallClock();
          for (let i = 0; i < times; i++) {
            const { counted, failed } = await refreshStatistics(ground.platform);
            if (counted !== tenants) throw new Error(`${counted} were counted, ${failed.length} failed.`);
          }
          return wallClock() - begun;
        },
      },
      others: [
        {
          name: "open, ask, close: raw driver",
          aim,
          most: 1,
          async run(times) {
            const begun = wallClock();
            for (let i = 0; i < times; i++) await raw();
            return wallClock() - begun;
          },
        },
      ],
    },
  ];
}

const sql = `
  SELECT
    (SELECT count(*) FROM users WHERE active) AS users,
    (SELECT count(*) FROM projects) AS projects,
    (SELECT count(*) FROM tasks) AS tasks,
    (SELECT count(DISTINCT assignee_id) FROM tasks
      WHERE status IN ('backlog', 'todo', 'in_progress', 'in_review', 'completed', 'cancelled')
        AND updated_at >= ?) AS assignees,
    (SELECT count(DISTINCT actor_id) FROM audit_log
      WHERE created_at >= ? AND actor_kind = 'member') AS people,
    (SELECT created_at FROM audit_log WHERE actor_kind <> 'system'
      ORDER BY created_at DESC LIMIT 1) AS last`;
