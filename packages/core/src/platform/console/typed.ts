import { invalidField } from "../../errors";

/**
 * Asks whoever destroys something to write its slug.
 * @throws AppError `invalid_input`
 */
export function requireTyped(slug: string, typed: string | undefined): void {
  if (typed !== slug) throw invalidField("confirm", `Write ${slug} to confirm.`);
}
