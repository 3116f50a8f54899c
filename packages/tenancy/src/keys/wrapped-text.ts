import { TenancyError } from "../errors";
import type { MasterKey } from "./master-key";
import { seal, unseal } from "./sealed";

/**
 * Seals a secret text, such as a server's address with its password, under the master key: see `seal`.
 * @param subject what it belongs to, such as `server pg2`: it opens for no other
 */
export function wrapText(master: MasterKey, subject: string, text: string): string {
  return seal(master, purposeOf(subject), Buffer.from(text));
}

/** Opens what `wrapText` sealed for that subject. Throws `key_unreadable` for anything else. */
export function unwrapText(master: MasterKey, subject: string, wrapped: string): string {
  try {
    return unseal(master, purposeOf(subject), wrapped).toString();
  } catch (cause) {
    throw new TenancyError(
      "key_unreadable",
      `The secret kept for ${subject} is damaged, or belongs to another. Give it anew, or restore the catalog from a backup.`,
      { cause },
    );
  }
}

function purposeOf(subject: string): (version: number) => string {
  return (version) => `acre wrapped text\0${version}\0${subject}`;
}
