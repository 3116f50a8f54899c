import { line } from "../fields";

const invisible = /[\s\p{C}]/gu;

/** Why an operator looks inside or takes everything out: ten characters that can be read, or more. */
export const reason = line("why", 500).refine(
  (text) => text.replace(invisible, "").length >= 10,
  "Say why, in ten characters or more.",
);
