import { containsIgnoringCase, type Prisma } from "@acre/db";
import type { TenantContext } from "../context";

/**
 * The tasks of a project that have a text in their title, whatever its case. `%` and `_`, which stand for anything
 * in SQL's LIKE and cannot be told from it through Prisma, mean themselves: those few titles are looked at here.
 */
export async function titleContains(
  { db, tenant }: TenantContext,
  projectId: string,
  query: string,
): Promise<Prisma.TaskWhereInput> {
  const title = containsIgnoringCase(query, tenant.engine);
  if (!/[%_\\]/.test(query)) return { title };
  const likely = await db.task.findMany({ where: { projectId, title }, select: { id: true, title: true } });
  const wanted = query.toLowerCase();
  const found = likely.filter((task) => task.title.toLowerCase().includes(wanted));
  return { id: { in: found.map((task) => task.id) } };
}
