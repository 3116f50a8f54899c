import { isDeepStrictEqual } from "node:util";
import type { Prisma } from "@acre/db";
import type { SqliteDatabase } from "@acre/tenancy";

/** The query that everybody answers: the first 20 tasks of a project, in the board's order, all columns. */
export function firstTasks(projectId: string) {
  return {
    where: { projectId, archivedAt: null },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    take: 20,
  } satisfies Prisma.TaskFindManyArgs;
}

const sql = `SELECT id, project_id, number, title, description, assignee_id, creator_id, status, priority, due_date,
  position, completed_at, archived_at, created_at, updated_at
  FROM tasks WHERE project_id = ? AND archived_at IS NULL ORDER BY position, id LIMIT 20`;

/** The same by the raw driver, with its statement prepared; values come as the file has them. */
export function rawFirstTasks(db: SqliteDatabase, projectId: string): () => unknown[] {
  const statement = db.prepare<[string], unknown>(sql);
  return () => statement.all(projectId);
}

/** @throws Error when two contenders do not answer alike, since then their times compare nothing */
export function assertSame(ours: readonly unknown[], theirs: readonly unknown[]): void {
  if (ours.length === 20 && isDeepStrictEqual(ours, theirs)) return;
  throw new Error("The contenders do not give the same 20 rows.");
}
