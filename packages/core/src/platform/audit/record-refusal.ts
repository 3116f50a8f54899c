import type { Platform } from "../platform";
import type { RefusedAccess } from "./refusals";

/**
 * Has a refused access written to the log of the workspace it was about. It returns at once and throws nothing:
 * whoever was refused is answered as if this were not there.
 */
export function recordRefusal(platform: Platform, refused: RefusedAccess): void {
  platform.refusals.record(refused);
}
