import type { TenantContext } from "../context";

interface Named {
  resourceType: string;
  resourceId: string;
}

/**
 * What the records are called now that entries are about, by their ids, as far as they are still there.
 * @param rows of which the actor may see every one
 */
export async function resourceNames(
  ctx: TenantContext,
  rows: readonly Named[],
): Promise<Map<string, string>> {
  const { task, project, label, user } = ctx.db;
  const idsOf = (type: string) => {
    const ids = rows.flatMap((row) => (row.resourceType === type ? [row.resourceId] : []));
    return { id: { in: [...new Set(ids)] } };
  };
  const named = { id: true, name: true } as const;
  const found = [
    await project.findMany({ where: idsOf("project"), select: named }),
    await label.findMany({ where: idsOf("label"), select: named }),
    await user.findMany({ where: idsOf("member"), select: named }),
    (await task.findMany({ where: idsOf("task"), select: { id: true, title: true } })).map(
      ({ id, title }) => ({
        id,
        name: title,
      }),
    ),
  ].flat();
  return new Map(found.map(({ id, name }) => [id, name]));
}
