import { AppError } from "../../errors";

/** The same words for a link that is unknown, used, expired or taken back: they tell nothing more. */
export function linkInvalid(): AppError {
  return new AppError("link_invalid", "This invitation no longer works. Ask whoever sent it for a new one.");
}
