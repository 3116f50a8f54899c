import { getPlatform } from "./platform";

/**
 * Counts an attempt to log in with a password, against the network address it comes from and against the address it
 * tries, so that neither one password for many people nor many for one can be tried. Who gets in is forgiven: see `forgiveLogIn`.
 * @param email as whoever checks the password reads it: another reading would count another address, or none
 * @throws AppError `rate_limited`
 */
export async function countLogIn(request: Request, email: unknown): Promise<void> {
  const { limits, env } = getPlatform();
  if (!env.limits) return;
  await limits.takeFromAddress("log-in by address", request.headers.get("x-acre-address"));
  if (typeof email === "string") await limits.take("log-in by e-mail", plain(email));
}

/** Takes back what the attempts of somebody who got in were counted for. */
export async function forgiveLogIn(email: unknown): Promise<void> {
  if (typeof email === "string") await getPlatform().limits.forgive("log-in by e-mail", plain(email));
}

function plain(email: string): string {
  return email.trim().toLowerCase().slice(0, 254);
}
