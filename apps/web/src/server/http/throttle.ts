import { isAppError, type TenantContext } from "@acre/core";
import type { AccountView } from "@acre/core/inputs";
import { planOf } from "@acre/core/platform";
import { getPlatform } from "../platform";
import { addressOf } from "./caller";
import type { Throttle } from "./declaration";
import { tellSpent } from "./told";

/**
 * Counts a request inside a workspace: a program's against its key's and its workspace's, a person's against their own,
 * which is far more than anybody needs. Programs are told what is left.
 * @throws AppError `rate_limited`
 */
export async function countCaller(ctx: TenantContext, key: string | null, told: Headers): Promise<void> {
  const { limits, env } = getPlatform();
  if (!env.limits) return;
  const { kind, id } = ctx.actor;
  if (kind !== "key") {
    await limits.take("person", id);
    return;
  }
  try {
    const spent = await limits.takeByKey({ tenantId: ctx.tenant.id, keyId: id, plan: await planOf(ctx) });
    if (spent) tellSpent(told, spent);
  } catch (error) {
    if (key && isAppError(error) && error.details.spent) limits.refusedKeys.add(key, error.details.spent);
    throw error;
  }
}

/** Who is counted where something is counted harder than the rest. */
interface Counted {
  request: Request;
  /** The parsed body, which may name an e-mail address or a list of them. */
  body: unknown;
  account?: AccountView;
  ctx?: TenantContext;
}

/**
 * Counts what is worth guessing at, or sends mail, against the address it comes from and whom it is about.
 * @throws AppError `rate_limited`
 */
export async function throttle(
  what: Throttle | undefined,
  { request, body, account, ctx }: Counted,
): Promise<void> {
  const { limits } = getPlatform();
  const address = addressOf(request);
  switch (what) {
    case "sign-up":
      await limits.takeFromAddress("sign-up by address", address);
      return;
    case "link":
      await limits.takeFromAddress("link by address", address);
      return;
    case "mail": {
      await limits.takeFromAddress("mail by address", address);
      const email = account?.email ?? emailIn(body);
      if (email) await limits.take("mail by e-mail", email);
      return;
    }
    case "password":
      if (account) await limits.take("password by account", account.id);
      return;
    case "invitation":
      if (ctx) await limits.take("invitation by tenant", ctx.tenant.id, countIn(body));
  }
}

function emailIn(body: unknown): string | null {
  const email = typeof body === "object" && body !== null && "email" in body ? body.email : null;
  return typeof email === "string" ? email.trim().toLowerCase() : null;
}

function countIn(body: unknown): number {
  const emails = typeof body === "object" && body !== null && "emails" in body ? body.emails : null;
  return Array.isArray(emails) ? Math.max(1, emails.length) : 1;
}
