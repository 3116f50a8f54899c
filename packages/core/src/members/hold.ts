import type { TenantTx, UserRow } from "@acre/db";
import { AppError, notFound } from "../errors";
import { isId } from "../ids";

/**
 * A member's row and every owner's, held until the transaction ends. Make it the first statement: whoever changes who
 * owns the workspace at the same moment waits here, and then finds the rows as they have become. Without it two owners
 * could remove each other, and an admin demote somebody who has just been made the only owner.
 * @throws AppError `not_found` for an id that is foreign, unknown or malformed
 */
export async function holdMember(tx: TenantTx, id: string): Promise<UserRow> {
  if (!isId(id)) throw notFound();
  await tx.user.updateMany({
    where: { OR: [{ id }, { role: "owner", active: true }] },
    data: { updatedAt: new Date() },
  });
  const user = await tx.user.findUnique({ where: { id } });
  if (!user) throw notFound();
  return user;
}

/** Whether somebody is the only owner left. Hold the row first, where the answer decides something. */
export async function isLastOwner(tx: TenantTx, user: UserRow): Promise<boolean> {
  if (!user.active || user.role !== "owner") return false;
  return (await tx.user.count({ where: { role: "owner", active: true, id: { not: user.id } } })) === 0;
}

/** @throws AppError `last_owner` */
export async function requireAnotherOwner(tx: TenantTx, user: UserRow): Promise<void> {
  if (!(await isLastOwner(tx, user))) return;
  throw new AppError(
    "last_owner",
    "A workspace needs an owner, and this is the only one. Make somebody else an owner first.",
  );
}
