/** It failed, and what was printed says so: exit code 1 and not a word more. */
export class Reported extends Error {
  override readonly name = "Reported";
}
