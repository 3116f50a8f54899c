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

/** The same in SQL. @param table the table's name @param project how the project's id is passed */
export function firstTasksSql(table: string, project: string): string {
  return `SELECT id, project_id, number, title, description, assignee_id, creator_id, status, priority, due_date,
  position, completed_at, archived_at, created_at, updated_at
  FROM ${table} WHERE project_id = ${project} AND archived_at IS NULL ORDER BY position, id LIMIT 20`;
}

/** The same by the raw driver, with its statement prepared; values come as the file has them. */
export function rawFirstTasks(db: SqliteDatabase, projectId: string): () => unknown[] {
  const statement = db.prepare<[string], unknown>(firstTasksSql("tasks", "?"));
  return () => statement.all(projectId);
}

/** @throws Error when two contenders do not answer alike, since then their times compare nothing */
export function assertSame(ours: readonly unknown[], theirs: readonly unknown[]): void {
  if (ours.length === 20 && isDeepStrictEqual(ours, theirs)) return;
  throw new Error("The contenders do not give the same 20 rows.");
}

/** @throws Error when a contender who answers in another shape does not give 20 rows */
export function assertTwenty(rows: readonly unknown[]): void {
  if (rows.length !== 20) throw new Error(`A contender gives ${rows.length} rows instead of 20.`);
}
