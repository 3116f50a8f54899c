import { AppError, forbidden, type TenantContext } from "@acre/core";
import type { AccountView } from "@acre/core/inputs";
import { enterWorkspace, openWorkspaceByKey } from "@acre/core/platform";
import type { NextRequest } from "next/server";
import { getPlatform } from "../platform";
import { readSession, sessionCookieName } from "../session";

/**
 * The API key a request brings (RFC 6750, section 2.1), or null. Other schemes are not ours: a proxy before us may ask
 * people for a password of its own.
 */
export function keyOf(request: Request): string | null {
  const [scheme, ...rest] = (request.headers.get("authorization") ?? "").trim().split(/\s+/);
  return scheme?.toLowerCase() === "bearer" ? rest.join(" ") : null;
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

/**
 * The workspace a request is for, opened for whoever calls: the one its key belongs to, or the one that `X-Tenant` names
 * for the account of its session.
 * @throws AppError `unauthenticated`, `forbidden`, `malformed_request` without a name, `workspace_suspended`, `unavailable`
 */
export async function enter(request: NextRequest, requestId: string): Promise<TenantContext> {
  const slug = request.headers.get("x-tenant");
  const caller = { requestId, address: request.headers.get("x-acre-address") };
  const key = keyOf(request);
  if (key !== null) return openWorkspaceByKey(getPlatform(), { key, slug, ...caller });
  const { id: accountId } = await requireSession(request);
  if (!slug) throw new AppError("malformed_request", "Name the workspace in the header X-Tenant.");
  return enterWorkspace(getPlatform(), { accountId, slug, ...caller });
}
