import { type ListApiKeysInput, listApiKeysInput } from "../../api-keys/inputs";
import type { ApiKey } from "../../api-keys/outputs";
import { requireRight, type TenantContext } from "../../context";
import { newestFirst } from "../../paging/newest-first";
import type { Platform } from "../platform";
import { presentKey } from "./present";

const pages = newestFirst("keys");

/** The workspace's keys, newest first, those that stopped working included. */
export async function listApiKeys(
  { catalog }: Platform,
  ctx: TenantContext,
  input: ListApiKeysInput = {},
): Promise<{ apiKeys: ApiKey[]; nextCursor: string | null }> {
  requireRight(ctx, "keys:read");
  const { limit, cursor } = listApiKeysInput.parse(input);
  const rows = await catalog.apiKey.findMany({
    where: { tenantId: ctx.tenant.id, ...pages.after(cursor) },
    orderBy: pages.orderBy,
    take: limit + 1,
  });
  const page = pages.cut(rows, limit);
  return { apiKeys: page.rows.map(presentKey), nextCursor: page.nextCursor };
}
