import type { ProjectRow, TenantTx } from "@acre/db";
import { peopleOf } from "../members/people-of";
import { type Project, type ProjectInclude, projectStatuses } from "./inputs";

/** Projects as the API answers them, in the order given, with their tasks counted in one query. */
export async function presentProjects(
  tx: TenantTx,
  rows: ProjectRow[],
  include: readonly ProjectInclude[] = [],
): Promise<Project[]> {
  if (rows.length === 0) return [];
  const owners = include.includes("owner")
    ? await peopleOf(
        tx,
        rows.map((row) => row.ownerId),
      )
    : null;
  const counts = await tx.task.groupBy({
    by: ["projectId", "status"],
    where: { projectId: { in: rows.map((row) => row.id) }, archivedAt: null, status: { not: "cancelled" } },
    _count: { _all: true },
  });
  return rows.map((row) => {
    const own = counts.filter((count) => count.projectId === row.id);
    const taskCounts = {
      total: own.reduce((sum, count) => sum + count._count._all, 0),
      completed: own.find((count) => count.status === "completed")?._count._all ?? 0,
    };
    const project = presentProject(row, taskCounts);
    return owners ? { ...project, owner: owners.get(row.ownerId) } : project;
  });
}

/** One project as the API answers it. */
export async function presentOne(
  tx: TenantTx,
  row: ProjectRow,
  include: readonly ProjectInclude[] = [],
): Promise<Project> {
  const [project] = await presentProjects(tx, [row], include);
  return project ?? presentProject(row, { total: 0, completed: 0 });
}

function presentProject(row: ProjectRow, taskCounts: Project["taskCounts"]): Project {
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    description: row.description,
    status: projectStatuses.find((status) => status === row.status) ?? "active",
    ownerId: row.ownerId,
    private: row.private,
    color: row.color,
    taskCounts,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    archivedAt: row.archivedAt?.toISOString() ?? null,
  };
}
