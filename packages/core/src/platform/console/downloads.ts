import { randomBytes } from "node:crypto";
import { notFound } from "../../errors";
import { recordLook } from "../impersonation/record-look";
import { audited } from "../operators/audited";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import { streamBundle, type WorkspaceExport } from "../workspaces/stream-bundle";

/** How long the address of a download is good for. */
const lifetimeMs = 60_000;

/** Downloads that were asked for and not begun. */
export class PendingDownloads {
  readonly #all = new Map<string, { actor: string; slug: string; until: number }>();

  add(actor: string, slug: string): string {
    const now = Date.now();
    for (const [token, { until }] of this.#all) if (until < now) this.#all.delete(token);
    const token = randomBytes(24).toString("base64url");
    this.#all.set(token, { actor, slug, until: now + lifetimeMs });
    return token;
  }

  /** Takes one out, once; null when it is not there, too late, or another operator's. */
  take(actor: string, token: string): string | null {
    const found = this.#all.get(token);
    if (found?.actor !== actor) return null;
    this.#all.delete(token);
    return found.until < Date.now() ? null : found.slug;
  }
}

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
  return audited(operator, { action: "tenant.download_allowed", tenantId, detail }, async () => {
    await recordLook(platform, { tenantId, accountId: actor, action: "workspace.downloaded", reason });
    return platform.pendingDownloads.add(actor, slug);
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
  const { platform, actor } = operator;
  const slug = platform.pendingDownloads.take(actor, token);
  if (slug === null) throw notFound();
  const { id } = await findTenant(platform, slug);
  return streamBundle(operator, { id, slug }, signal ? { signal } : {});
}
