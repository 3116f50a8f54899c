import { DataDirError, DemoRefused, EnvError } from "@acre/core/platform";
import { Refusal } from "./refusal";

/**
 * What an operator needs to read of a start that failed: of a foreseen reason its sentence alone, of a
 * surprise everything.
 */
export function explain(error: unknown): unknown {
  const foreseen =
    error instanceof Refusal ||
    error instanceof DataDirError ||
    error instanceof EnvError ||
    error instanceof DemoRefused;
  return foreseen || isTenancyError(error) ? error.message : error;
}

// The web reaches the engine through the platform alone, so its errors are told by name.
function isTenancyError(error: unknown): error is Error {
  return error instanceof Error && error.name === "TenancyError";
}
