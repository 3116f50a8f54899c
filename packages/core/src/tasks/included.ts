import type { TaskRow, TenantTx } from "@acre/db";
import type { Label } from "../labels/inputs";
import { presentLabel } from "../labels/present";
import { peopleOf } from "../members/people-of";
import { projectStatuses } from "../projects/inputs";
import type { Task, TaskInclude } from "./inputs";

/** What of a task's row is looked at to find what belongs beside it. */
type Row = Pick<TaskRow, "assigneeId" | "creatorId"> & {
  project: { id: string; key: string; name: string; status: string; color: string | null };
  labels: { labelId: string }[];
};

type Included = Pick<Task, TaskInclude>;

/** Reads what is to be put beside tasks, in one query for each kind, and answers what belongs to which. */
export async function readIncluded(
  tx: TenantTx,
  rows: Row[],
  include: readonly TaskInclude[],
): Promise<(row: Row) => Included> {
  const wants = new Set(include);
  const people = await peopleOf(
    tx,
    rows.flatMap((row) => [
      ...(wants.has("assignee") ? [row.assigneeId] : []),
      ...(wants.has("creator") ? [row.creatorId] : []),
    ]),
  );
  const labels = wants.has("labels") ? await labelsOf(tx, rows) : new Map<string, Label>();
  return (row) => ({
    ...(wants.has("labels")
      ? { labels: row.labels.flatMap(({ labelId }) => labels.get(labelId) ?? []) }
      : {}),
    ...(wants.has("assignee")
      ? { assignee: row.assigneeId === null ? null : (people.get(row.assigneeId) ?? null) }
      : {}),
    ...(wants.has("creator") ? { creator: people.get(row.creatorId) } : {}),
    ...(wants.has("project") ? { project: presentProjectOfTask(row.project) } : {}),
  });
}

async function labelsOf(tx: TenantTx, rows: Row[]): Promise<Map<string, Label>> {
  const ids = [...new Set(rows.flatMap((row) => row.labels.map(({ labelId }) => labelId)))];
  if (ids.length === 0) return new Map();
  const labels = await tx.label.findMany({ where: { id: { in: ids } } });
  return new Map(labels.map((label) => [label.id, presentLabel(label)]));
}

function presentProjectOfTask({ id, key, name, status, color }: Row["project"]): Included["project"] {
  return {
    id,
    key,
    name,
    status: projectStatuses.find((one) => one === status) ?? "active",
    color,
  };
}
