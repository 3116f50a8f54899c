import { dialectOf } from "@acre/tenancy";
import type { MemberContext } from "../../context";
import { forbidden } from "../../errors";
import { keyScopes, type Right } from "../../rights";
import type { Platform } from "../platform";
import { connectTenant } from "../workspaces/connect-tenant";
import { findPreview } from "./find-preview";

/** What may be done in a preview: what concerns its content. Members, keys and its end are the workspace's. */
const contentRights: ReadonlySet<Right> = new Set(keyScopes);

/**
 * The context of a member in a branch's preview of their workspace: the workspace itself was opened for them right now, so
 * whoever is no member of it any more, or closed out of it, is out of its previews too.
 * @throws AppError `forbidden` when there is no such preview, or it was made before they came; `unavailable`
 */
export async function openPreview(
  platform: Platform,
  ctx: MemberContext,
  branch: string,
): Promise<MemberContext> {
  const preview = await findPreview(platform, ctx.tenant.id, branch);
  if (preview === null) throw forbidden();
  const db = await connectTenant(platform, preview.id);
  const user = await db.user.findUnique({ where: { id: ctx.actor.userId }, select: { id: true } });
  if (user === null) throw forbidden();
  return {
    ...ctx,
    db,
    tenant: {
      ...ctx.tenant,
      id: preview.id,
      slug: `${ctx.tenant.slug}@${branch}`,
      engine: dialectOf(preview.isolation),
      preview: branch,
    },
    rights: new Set([...ctx.rights].filter((right) => contentRights.has(right))),
  };
}
