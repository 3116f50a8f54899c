import type { Prisma, TenantDb } from "@acre/db";

/**
 * The tasks of a project that have a text in their title, whatever its case. `%` and `_`, which stand for anything
 * in SQL's LIKE and cannot be told from it through Prisma, mean themselves: those few titles are looked at here.
 */
export async function titleContains(
  db: TenantDb,
  projectId: string,
  query: string,
): Promise<Prisma.TaskWhereInput> {
  const title = { contains: query };
  if (!/[%_]/.test(query)) return { title };
  const likely = await db.task.findMany({ where: { projectId, title }, select: { id: true, title: true } });
  const wanted = query.toLowerCase();
  const found = likely.filter((task) => task.title.toLowerCase().includes(wanted));
  return { id: { in: found.map((task) => task.id) } };
}
