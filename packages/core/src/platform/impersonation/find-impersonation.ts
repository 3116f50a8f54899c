import { isSlug } from "@acre/tenancy";
import type { Impersonation } from "../../console/impersonation-inputs";
import { notFound } from "../../errors";
import { isId } from "../../ids";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { tenantColumns } from "../workspaces/tenant-of";
import { presentImpersonation, withNames } from "./present";

const underWay = (now: Date) => ({ endedAt: null, expiresAt: { gt: now } });

/**
 * What lets this account look into this tenant now, if anything: read on every request, so that its end, its time and
 * the operator's own role bite on the next one.
 */
export async function findImpersonation(
  { catalog }: Platform,
  { accountId, slug }: { accountId: string; slug: string },
) {
  // What could be no tenant's name is looked for nowhere: not every database takes it.
  if (!isSlug(slug)) return null;
  return catalog.impersonation.findFirst({
    where: { accountId, tenant: { slug }, account: { operator: { isNot: null } }, ...underWay(new Date()) },
    include: {
      account: { select: { name: true } },
      tenant: { select: tenantColumns },
    },
    orderBy: { createdAt: "desc" },
  });
}

/** What lets this account look into this tenant now, for its pages to say so; null for a member. */
export async function currentImpersonation(
  platform: Platform,
  of: { accountId: string; slug: string },
): Promise<Impersonation | null> {
  const row = await findImpersonation(platform, of);
  return row && presentImpersonation(row);
}

/**
 * One of the operator's own that is under way.
 * @throws AppError `not_found`
 */
export async function ownImpersonation({ platform, actor }: Operator, id: string) {
  const row = isId(id)
    ? await platform.catalog.impersonation.findFirst({
        where: { id, accountId: actor, ...underWay(new Date()) },
      })
    : null;
  if (!row) throw notFound();
  return row;
}

/** What operators looked into, newest first, of one tenant. */
export async function listImpersonations({ platform }: Operator, tenantId: string): Promise<Impersonation[]> {
  const rows = await platform.catalog.impersonation.findMany({
    where: { tenantId },
    include: withNames,
    orderBy: { createdAt: "desc" },
    take: 20,
  });
  return rows.map(presentImpersonation);
}
