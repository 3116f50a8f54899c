import { getSettings, isAppError, type TenantContext, translateError } from "@acre/core";
import type { Impersonation } from "@acre/core/console";
import { type AccountView, holdsReadOnly, type Right, type Role, type Settings } from "@acre/core/inputs";
import {
  currentImpersonation,
  enterWorkspace,
  listSuspended,
  listWorkspaces,
  recordRefusal,
  type WorkspaceSummary,
} from "@acre/core/platform";
import { cookies, headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { WORKSPACE_CLOSED } from "@/lib/closed";
import { getPlatform } from "./platform";
import { noteRequest } from "./request-facts";
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
  /** What the viewer may do now: less than their role says while the workspace is read-only. */
  rights: Right[];
  workspaces: WorkspaceSummary[];
  /** What lets the viewer in, where they are an operator and no member. */
  impersonation: Impersonation | null;
}

/** Why a member's workspace cannot be shown now. */
export interface ClosedWorkspace {
  closed: "suspended" | "busy";
  slug: string;
}

/** The logged-in person, or null. Read once for each request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  const account = await readSession((await cookies()).get(sessionCookieName())?.value);
  if (!account) return null;
  return { account, workspaces: await listWorkspaces(getPlatform(), account.id) };
});

/** The slugs of a person's workspaces that are suspended. */
export function readSuspended(account: AccountView): Promise<string[]> {
  return listSuspended(getPlatform(), account.id);
}

/** The logged-in person; anybody else is sent to log in and comes back to `returnTo`. */
export async function requireViewer(returnTo?: string): Promise<Viewer> {
  const viewer = await getViewer();
  if (viewer) return viewer;
  redirect(returnTo ? `/login?callbackUrl=${encodeURIComponent(returnTo)}` : "/login");
}

/**
 * Opens a workspace for the viewer, or tells why it is closed, for the layout to explain. Whoever is not logged in is
 * sent to log in; a workspace that is unknown, foreign or not finished ends in the same 403 page.
 */
export const visitWorkspace = cache(async (segment: string): Promise<Workspace | ClosedWorkspace> => {
  const slug = decoded(segment);
  const { account, workspaces } = await requireViewer(`/${slug}`);
  try {
    const who = { accountId: account.id, slug };
    const ctx = await enterWorkspace(getPlatform(), { ...who, requestId: null });
    noteRequest({ tenant: ctx.tenant.id });
    const settings = await getSettings(ctx);
    const outside = ctx.actor.kind === "operator";
    return {
      ctx,
      tenant: { slug: ctx.tenant.slug, ...settings },
      me: { id: ctx.actor.id, name: ctx.actor.name, email: account.email, role: ctx.actor.role },
      rights: [...ctx.rights].filter((right) => !ctx.tenant.readOnly || holdsReadOnly(right)),
      workspaces,
      impersonation: outside ? await currentImpersonation(getPlatform(), who) : null,
    };
  } catch (thrown) {
    const error = translateError(thrown);
    if (isAppError(error) && error.code === "forbidden") {
      recordRefusal(getPlatform(), {
        tenant: { slug },
        actor: { kind: "outsider", id: account.id },
        reason: "forbidden",
        method: "GET",
        route: "/{slug}",
        resourceId: null,
        address: (await headers()).get("x-acre-address"),
        requestId: null,
      });
    }
    return refuse(error, slug);
  }
});

/** Opens a workspace for a page of it. What closes it is explained by the layout around the page. */
export async function openWorkspace(slug: string): Promise<Workspace> {
  const workspace = await visitWorkspace(slug);
  if (!("closed" in workspace)) return workspace;
  // A page that is asked for alone tells the browser to ask for all of it.
  throw Object.assign(new Error(`Workspace ${slug} is closed`), { digest: WORKSPACE_CLOSED, stack: "" });
}

// A part of an address comes as it was sent, with `@` before a branch's name perhaps as %40.
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function refuse(error: unknown, slug: string): ClosedWorkspace {
  if (isAppError(error) && error.code === "forbidden") forbidden();
  if (isAppError(error) && error.code === "workspace_suspended") return { closed: "suspended", slug };
  if (isAppError(error) && error.code === "unavailable") return { closed: "busy", slug };
  throw error;
}
