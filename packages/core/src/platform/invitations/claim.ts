import type { InvitationRow } from "@acre/db";
import type { CatalogTx } from "@acre/db/platform";
import { digestOf } from "../accounts/secret-token";
import { linkInvalid } from "./link-invalid";

/** Whoever accepts and has not come to the end by then has died over it. */
const abandonedMs = 30_000;

/**
 * What a link can still do: its invitation waits, or somebody died over accepting it. An invitation has `open` until
 * the very end, so one that has `acceptedAt` too is an acceptance to be finished.
 */
function usable(now: Date) {
  return {
    revokedAt: null,
    open: { not: null },
    OR: [
      { acceptedAt: null, expiresAt: { gt: now } },
      { acceptedAt: { lt: new Date(now.getTime() - abandonedMs) } },
    ],
  };
}

/**
 * The invitation a link is for, as long as it works. Claims nothing.
 * @throws AppError `link_invalid`
 */
export async function findUsable(catalog: CatalogTx, token: string): Promise<InvitationRow> {
  const row = await catalog.invitation.findFirst({
    where: { tokenHash: digestOf(token), ...usable(new Date()) },
  });
  if (!row) throw linkInvalid();
  return row;
}

/**
 * Claims an invitation, in one statement: of many at once one wins.
 * @returns the instant of the claim, to give it back by
 * @throws AppError `link_invalid` to everybody else
 */
export async function claim(catalog: CatalogTx, token: string): Promise<Date> {
  const now = new Date();
  const { count } = await catalog.invitation.updateMany({
    where: { tokenHash: digestOf(token), ...usable(now) },
    data: { acceptedAt: now },
  });
  if (count !== 1) throw linkInvalid();
  return now;
}

/** Gives a claim back, so that the link works again; nothing when somebody else has it by now. */
export async function giveBack(catalog: CatalogTx, id: string, acceptedAt: Date): Promise<void> {
  await catalog.invitation.updateMany({
    where: { id, acceptedAt, open: { not: null } },
    data: { acceptedAt: null },
  });
}
