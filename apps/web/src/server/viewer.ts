import { getSettings, isAppError, type TenantContext } from "@acre/core";
import type { AccountView, Right, Role, Settings } from "@acre/core/inputs";
import { listWorkspaces, openWorkspace as openForAccount, type WorkspaceSummary } from "@acre/core/platform";
import { cookies } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { getPlatform } from "./platform";
import { readSession, sessionCookieName } from "./session";

/** The person looking at a page. */
export interface Viewer {
  account: AccountView;
  workspaces: WorkspaceSummary[];
}

/** A workspace a page may show, already opened for the viewer. */
export interface Workspace {
  ctx: TenantContext;
  tenant: { slug: string } & Settings;
  me: { id: string; name: string; email: string; role: Role };
  rights: Right[];
  workspaces: WorkspaceSummary[];
}

/** The logged-in person, or null. Read once for each request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const account = await readSession((await cookies()).get(sessionCookieName())?.value);
  if (!account) return null;
  return { account, workspaces: await listWorkspaces(getPlatform(), account.id) };
});

/** The logged-in person; anybody else is sent to log in and comes back to `returnTo`. */
export async function requireViewer(returnTo?: string): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer) return viewer;
  redirect(returnTo ? `/login?callbackUrl=${encodeURIComponent(returnTo)}` : "/login");
}

/**
 * Opens a workspace for the viewer. Whoever is not logged in is sent to log in; a workspace that is unknown, foreign or
 * not finished ends in the same 403 page.
 */
export const openWorkspace = cache(async (slug: string): Promise<Workspace> => {
  const { account, workspaces } = await requireViewer(`/${slug}`);
  const ctx = await openForAccount(getPlatform(), { accountId: account.id, slug, requestId: null }).catch(
    refuse,
  );
  const settings = await getSettings(ctx);
  return {
    ctx,
    tenant: { slug: ctx.tenant.slug, ...settings },
    me: { id: ctx.actor.userId, name: ctx.actor.name, email: account.email, role: ctx.actor.role },
    rights: [...ctx.rights],
    workspaces,
  };
});

function refuse(error: unknown): never {
  if (isAppError(error) && error.code === "forbidden") forbidden();
  throw error;
}
