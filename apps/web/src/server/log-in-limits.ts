import { getPlatform } from "./platform";

/**
 * Counts an attempt to log in with a password, against the network address it comes from and against the address it
 * tries, so that neither one password for many people nor many for one can be tried. Who gets in is forgiven: see `forgiveLogIn`.
 * @throws AppError `rate_limited`
 */
export async function countLogIn(request: Request): Promise<void> {
  const { limits, env } = getPlatform();
  if (!env.limits || request.method !== "POST") return;
  if (!new URL(request.url).pathname.endsWith("/callback/credentials")) return;
  await limits.takeFromAddress("log-in by address", request.headers.get("x-acre-address"));
  const email = await emailOf(request);
  if (email) await limits.take("log-in by e-mail", email);
}

/** Takes back what the attempts of somebody who got in were counted for. */
export async function forgiveLogIn(email: unknown): Promise<void> {
  if (typeof email === "string") await getPlatform().limits.forgive("log-in by e-mail", plain(email));
}

async function emailOf(request: Request): Promise<string | null> {
  const copy = request.clone();
  const type = copy.headers.get("content-type") ?? "";
  try {
    const fields: unknown = type.includes("json")
      ? await copy.json()
      : Object.fromEntries(await copy.formData());
    const email = typeof fields === "object" && fields !== null && "email" in fields ? fields.email : null;
    return typeof email === "string" ? plain(email) : null;
  } catch {
    // NextAuth cannot read it either.
    return null;
  }
}

function plain(email: string): string {
  return email.trim().toLowerCase().slice(0, 254);
}
