import { AppError } from "../../errors";
import { email } from "../../fields";
import type { Platform } from "../platform";

/**
 * The account of an address that an operator names.
 * @throws ZodError when it is no address; AppError `not_found` naming it
 */
export async function findAccount({ catalog }: Platform, address: string) {
  const account = await catalog.account.findUnique({ where: { email: email.parse(address) } });
  if (account) return account;
  throw new AppError(
    "not_found",
    `There is no account ${address}. It has to sign up, or be onboarded, first.`,
  );
}
