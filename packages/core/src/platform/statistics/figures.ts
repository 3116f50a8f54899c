import type { Ahead } from "@acre/tenancy";
import { z } from "zod";
import { dayMs } from "../../durations";
import type { Platform } from "../platform";

/** What is counted in one tenant: figures, and nothing of its content. */
export interface TenantFigures {
  /** Members who can enter. */
  users: number;
  projects: number;
  tasks: number;
  /** Distinct assignees of tasks that were updated in seven days. */
  activeAssignees: number;
  /** Distinct members who did something in seven days. */
  activePeople: number;
  /** When a person or a program last changed something; null for never. */
  lastActivityAt: Date | null;
  /** What it takes on disk; null where that cannot be told. */
  bytes: number | null;
}

const weekMs = 7 * dayMs;
const count = z.coerce.number().int();
const rowShape = z.object({
  users: count,
  projects: count,
  tasks: count,
  assignees: count,
  people: count,
  last: z.union([z.string(), z.date()]).nullable(),
});

/** Counts in one statement, over indexes. @param ahead what was read of the tenant already, among others */
export async function readFigures(
  { tenancy }: Platform,
  tenantId: string,
  now: Date,
  ahead?: Ahead,
): Promise<TenantFigures> {
  const since = new Date(now.getTime() - weekMs);
  const { row, bytes } = await tenancy.survey(tenantId, { sql, dates: [since, since] }, ahead);
  const { users, projects, tasks, assignees, people, last } = rowShape.parse(row);
  return {
    users,
    projects,
    tasks,
    activeAssignees: assignees,
    activePeople: people,
    lastActivityAt: last === null ? null : new Date(last),
    bytes,
  };
}

// The states are named so that the index of tasks by state and change serves.
const statement = (first: string, second: string) => `
  SELECT
    (SELECT count(*) FROM users WHERE active) AS users,
    (SELECT count(*) FROM projects) AS projects,
    (SELECT count(*) FROM tasks) AS tasks,
    (SELECT count(DISTINCT assignee_id) FROM tasks
      WHERE status IN ('backlog', 'todo', 'in_progress', 'in_review', 'completed', 'cancelled')
        AND updated_at >= ${first}) AS assignees,
    (SELECT count(DISTINCT actor_id) FROM audit_log
      WHERE created_at >= ${second} AND actor_kind = 'member') AS people,
    (SELECT created_at FROM audit_log WHERE actor_kind <> 'system'
      ORDER BY created_at DESC LIMIT 1) AS last`;
const sql = { sqlite: statement("?", "?"), postgresql: statement("$1", "$2") };
