import { z } from "zod";
import { type ListApiKeysInput, listApiKeysInput } from "../../api-keys/inputs";
import type { ApiKey } from "../../api-keys/outputs";
import { requireRight, type TenantContext } from "../../context";
import { cutPage, readCursor } from "../../paging/cursor";
import type { Platform } from "../platform";
import { presentKey } from "./present";

const cursorShape = z.tuple([z.literal("keys"), z.iso.datetime(), z.uuid()]);

/** The workspace's keys, newest first, those that stopped working included. */
export async function listApiKeys(
  { catalog }: Platform,
  ctx: TenantContext,
  input: ListApiKeysInput = {},
): Promise<{ apiKeys: ApiKey[]; nextCursor: string | null }> {
  requireRight(ctx, "keys:read");
  const { limit, cursor } = listApiKeysInput.parse(input);
  const rows = await catalog.apiKey.findMany({
    where: { tenantId: ctx.tenant.id, ...(cursor ? before(cursor) : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = cutPage(rows, limit, (row) => ["keys", row.createdAt.toISOString(), row.id]);
  return { apiKeys: page.rows.map(presentKey), nextCursor: page.nextCursor };
}

function before(cursor: string) {
  const [, createdAt, id] = readCursor(cursor, cursorShape);
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}
