import { AppError } from "@acre/core";
import type { NextRequest } from "next/server";

const callbackCookies = ["next-auth.callback-url", "__Secure-next-auth.callback-url"];

/**
 * Refuses what NextAuth would answer with 500 as if the server were not set up: a body that cannot be read, and an address
 * to return to that is none, in the query, the body or its own cookie.
 * @throws AppError `malformed_request`
 */
export async function assertWellFormed(request: NextRequest): Promise<void> {
  const { pathname, searchParams } = request.nextUrl;
  if (request.method === "GET" && pathname.endsWith("/callback/credentials"))
    throw malformed("Log in with POST.");
  const body = request.method === "POST" ? await readFields(request.clone()) : {};
  const cookies = callbackCookies.map((name) => request.cookies.get(name)?.value);
  for (const callbackUrl of [searchParams.get("callbackUrl"), body.callbackUrl, ...cookies]) {
    if (callbackUrl !== undefined && callbackUrl !== null && !isAddress(callbackUrl, request.url))
      throw malformed("The address to return to is not well formed.");
  }
}

/** Has a browser drop the cookie, with which it would be refused again and again. */
export function forgetCallback(headers: Headers): void {
  for (const name of callbackCookies) {
    const secure = name.startsWith("__Secure-") ? "; Secure" : "";
    headers.append("Set-Cookie", `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`);
  }
}

async function readFields(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  try {
    if (type.includes("application/json")) {
      const body: unknown = await request.json();
      if (typeof body === "object" && body !== null) return { ...body };
    } else if (type.includes("application/x-www-form-urlencoded"))
      return Object.fromEntries(new URLSearchParams(await request.text()));
    else return {};
  } catch {}
  throw malformed("The body could not be read.");
}

// Empty counts as none.
function isAddress(text: unknown, base: string): boolean {
  if (text === "") return true;
  if (typeof text !== "string" || !URL.canParse(text, text.startsWith("/") ? base : undefined)) return false;
  return /^https?:$/.test(new URL(text, base).protocol);
}

function malformed(detail: string): AppError {
  return new AppError("malformed_request", detail);
}
