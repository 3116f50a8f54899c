import type { TenantTx } from "@acre/db";
import { invalidField } from "../errors";

const step = 1024;
// Below this gap two neighbours are too close for a number between them that still sorts apart.
const smallestGap = 1e-6;

/** A status column of one project. */
interface Column {
  projectId: string;
  status: string;
}

/** The position behind the last task of a column. */
export async function lastPosition(tx: TenantTx, column: Column): Promise<number> {
  const last = await tx.task.findFirst({
    where: { ...column },
    orderBy: [{ position: "desc" }, { id: "desc" }],
    select: { position: true },
  });
  return (last?.position ?? 0) + step;
}

/**
 * The position directly before or after `place`'s task in a column; spreads the column anew when no room is left.
 * @throws AppError `invalid_input` when that task is not in the column
 */
export async function positionBeside(
  tx: TenantTx,
  column: Column,
  movingId: string,
  place: { before?: string | undefined; after?: string | undefined },
): Promise<number> {
  const anchorId = place.before ?? place.after ?? "";
  const found = await between(tx, column, movingId, anchorId, place.before !== undefined);
  if (found !== null) return found;
  await spread(tx, column);
  const afterSpread = await between(tx, column, movingId, anchorId, place.before !== undefined);
  if (afterSpread === null) throw invalidField("position", "There is no room beside that task.");
  return afterSpread;
}

async function between(tx: TenantTx, column: Column, movingId: string, anchorId: string, before: boolean) {
  const anchor = await tx.task.findFirst({
    where: { id: anchorId, ...column },
    select: { id: true, position: true },
  });
  if (!anchor || anchor.id === movingId) {
    throw invalidField("position", "The task to put it beside is not in that column.");
  }
  const neighbour = await tx.task.findFirst({
    where: {
      ...column,
      id: { notIn: [movingId, anchor.id] },
      position: before ? { lte: anchor.position } : { gte: anchor.position },
    },
    orderBy: { position: before ? "desc" : "asc" },
    select: { position: true },
  });
  if (!neighbour) return before ? anchor.position - step : anchor.position + step;
  if (Math.abs(neighbour.position - anchor.position) < smallestGap) return null;
  return (neighbour.position + anchor.position) / 2;
}

async function spread(tx: TenantTx, column: Column): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { ...column },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, updatedAt: true },
  });
  // Nobody changed these tasks: making room must not bring them to the top of what was changed last.
  for (const [index, { id, updatedAt }] of tasks.entries()) {
    await tx.task.update({ where: { id }, data: { position: (index + 1) * step, updatedAt } });
  }
}
