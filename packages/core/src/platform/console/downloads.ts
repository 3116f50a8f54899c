import { z } from "zod";
import { notFound } from "../../errors";
import { recordLook } from "../impersonation/record-look";
import { audited } from "../operators/audited";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import { streamBundle, type WorkspaceExport } from "../workspaces/stream-bundle";

/** How long the address of a download is good for. */
const lifetimeMs = 60_000;

const action = "tenant.download_allowed";

/**
 * Lets an operator download a tenant's bundle, once, within a minute. The reason is in both logs before the first byte.
 * @returns what `download` takes
 * @throws AppError `not_found`, `workspace_read_only`, `workspace_suspended`
 */
export async function allowDownload(
  operator: Operator,
  slug: string,
  { reason }: { reason: string },
): Promise<string> {
  const { platform, actor } = operator;
  const { id: tenantId } = await findTenant(platform, slug);
  const detail = { slug, reason };
  return audited(operator, { action, tenantId, detail }, async (entry) => {
    await recordLook(platform, { tenantId, accountId: actor, action: "workspace.downloaded", reason });
    return entry;
  });
}

/**
 * A tenant's bundle on its way to the operator who was allowed it.
 * @throws AppError `not_found`; what `streamBundle` throws
 */
export async function download(
  operator: Operator,
  token: string,
  signal?: AbortSignal,
): Promise<WorkspaceExport> {
  const slug = await take(operator, token);
  const { id } = await findTenant(operator.platform, slug);
  return streamBundle(operator, { id, slug }, signal ? { signal } : {});
}

const permission = z.object({ slug: z.string(), outcome: z.literal("done") });

/**
 * Uses a permission up. It is the entry of the operators' log that says it was given, so that it holds in whichever process
 * the download is asked for, and once.
 * @returns the tenant's slug
 */
async function take({ platform, actor }: Operator, token: string): Promise<string> {
  const { operatorEvent } = platform.catalog;
  if (!z.uuid().safeParse(token).success) throw notFound();
  const since = new Date(Date.now() - lifetimeMs);
  const entry = await operatorEvent.findFirst({
    where: { id: token, action, actor, createdAt: { gt: since } },
  });
  const given: unknown = JSON.parse(entry?.detail ?? "{}");
  const parsed = permission.safeParse(given);
  if (!entry || !parsed.success) throw notFound();
  const { count } = await operatorEvent.updateMany({
    where: { id: token, detail: entry.detail },
    data: { detail: JSON.stringify({ ...z.looseObject({}).parse(given), outcome: "used" }) },
  });
  if (count === 0) throw notFound();
  return parsed.data.slug;
}
