import type { TenantContext } from "../../context";
import { notFound } from "../../errors";
import { isId } from "../../ids";
import type { Platform } from "../platform";

/**
 * A key of this workspace.
 * @throws AppError `not_found` when there is none, or another workspace has it
 */
export async function requireKey({ catalog }: Platform, ctx: TenantContext, id: string) {
  const key = isId(id) ? await catalog.apiKey.findFirst({ where: { id, tenantId: ctx.tenant.id } }) : null;
  if (!key) throw notFound();
  return key;
}
