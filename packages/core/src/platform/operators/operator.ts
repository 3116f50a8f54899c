import type { Platform } from "../platform";

/** Somebody who runs this installation, outside every tenant. */
export interface Operator {
  readonly platform: Platform;
  /** Who it is in the operators' log: `cli`, `system`, or an account's id. */
  readonly actor: string;
}
