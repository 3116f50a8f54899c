import { hash, verify } from "@node-rs/argon2";

// argon2id is this library's default algorithm; the parameters are OWASP's (19 MiB, 2 passes, 1 lane).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes a password with argon2id (RFC 9106), as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let dummy: Promise<string> | undefined;

/**
 * Whether a password fits. Without a hash it does the same work on a dummy and answers no,
 * so that the time taken does not tell whether an account exists.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword("no account has this password");
  const fits = await verify(passwordHash ?? (await dummy), password);
  return fits && passwordHash !== null;
}
