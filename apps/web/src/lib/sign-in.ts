import { ApiError } from "./api";

/**
 * Logs in with e-mail and password through NextAuth's credentials route, as its own client does, without the
 * weight of that client on the page.
 *
 * @returns false when the address and the password do not belong together
 * @throws ApiError when the server cannot be reached or refuses to answer (too many attempts)
 */
export async function signInWithPassword(email: string, password: string): Promise<boolean> {
  const response = await postToAuth("callback/credentials", {
    email,
    password,
    callbackUrl: "/",
    json: "true",
  });
  if (response.status === 401) return false;
  // NextAuth answers a stale form token with 200 and the address of its own log-in page.
  if (response.ok && !(await addressIn(response))?.includes("csrf=true")) return true;
  if (response.status === 429)
    throw new ApiError(429, "Too many attempts. Wait a minute and try again.", "rate_limited");
  throw new ApiError(response.status, "The server could not log you in. Try again.");
}

/**
 * Sends the browser to a provider's log-in page.
 *
 * @param provider as NextAuth names it, such as `github`
 * @param returnTo path on this site
 */
export async function signInWithProvider(provider: string, returnTo: string): Promise<void> {
  const response = await postToAuth(`signin/${provider}`, { callbackUrl: returnTo, json: "true" });
  const address = await addressIn(response);
  if (!address) throw new ApiError(response.status, "The server could not start this log-in. Try again.");
  window.location.assign(address);
}

/** Ends this session and shows `next`, the landing page unless said, anew: nothing of the workspace stays in memory. */
export async function signOut(next = "/"): Promise<void> {
  await postToAuth("signout", { callbackUrl: "/", json: "true" });
  window.location.assign(next);
}

async function addressIn(response: Response): Promise<string | null> {
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== "object" || answer === null || !("url" in answer)) return null;
  return typeof answer.url === "string" ? answer.url : null;
}

async function postToAuth(route: string, fields: Record<string, string>): Promise<Response> {
  try {
    const csrf: unknown = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
    const csrfToken =
      typeof csrf === "object" && csrf !== null && "csrfToken" in csrf ? String(csrf.csrfToken) : "";
    return await fetch(`/api/auth/${route}`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...fields, csrfToken }),
    });
  } catch {
    throw new ApiError(0, "The server cannot be reached. Check your connection and try again.", "offline");
  }
}
