import { AppError, forbidden, type TenantContext } from "@acre/core";
import type { AccountView } from "@acre/core/inputs";
import { enterWorkspace, openWorkspaceByKey } from "@acre/core/platform";
import type { NextRequest } from "next/server";
import { getPlatform } from "../platform";
import { noteRequest } from "../request-facts";
import { readSession, sessionCookieName } from "../session";
import { insider, type Refused } from "./note-refusal";

/**
 * The API key a request brings (RFC 6750, section 2.1), or null. Other schemes are not ours: a proxy before us may ask
 * people for a password of its own.
 */
export function keyOf(request: Request): string | null {
  const [scheme, ...rest] = (request.headers.get("authorization") ?? "").trim().split(/\s+/);
  return scheme?.toLowerCase() === "bearer" ? rest.join(" ") : null;
}

/** The network address a request comes from, which the server settled. */
export function addressOf(request: Request): string | null {
  return request.headers.get("x-acre-address");
}

/**
 * The account of the request's session. A key is nobody's account, and counts where there is a cookie as well.
 * @throws AppError `unauthenticated`; `forbidden` for a key
 */
export async function requireSession(request: NextRequest): Promise<AccountView> {
  if (keyOf(request) !== null) throw forbidden();
  const account = await readSession(request.cookies.get(sessionCookieName())?.value);
  if (!account) throw new AppError("unauthenticated", "Log in first.");
  return account;
}

/** A request on its way into a workspace; `refused` becomes who is refused, if anybody is from here on. */
interface Entering {
  request: NextRequest;
  requestId: string;
  refused: Refused | null;
}

/**
 * The workspace a request is for, opened for whoever calls: the one its key belongs to, or the one that `X-Tenant` names
 * for the account of its session.
 * @throws AppError `unauthenticated`, `forbidden`, `malformed_request` without a name, `workspace_suspended`, `unavailable`
 */
export async function enter(entering: Entering): Promise<TenantContext> {
  const ctx = await openFor(entering);
  noteRequest({ tenant: ctx.tenant.id });
  entering.refused = insider(ctx);
  return ctx;
}

async function openFor(entering: Entering): Promise<TenantContext> {
  const { request, requestId } = entering;
  const slug = request.headers.get("x-tenant");
  const caller = { requestId, address: addressOf(request) };
  const key = keyOf(request);
  if (key !== null) {
    const onRefused = (refused: Refused) => {
      entering.refused = refused;
    };
    return openWorkspaceByKey(getPlatform(), { key, slug, onRefused, ...caller });
  }
  const { id: accountId } = await requireSession(request);
  if (!slug) throw new AppError("malformed_request", "Name the workspace in the header X-Tenant.");
  entering.refused = { tenant: { slug }, actor: { kind: "outsider", id: accountId } };
  return enterWorkspace(getPlatform(), { accountId, slug, ...caller });
}
