import type { Platform } from "@acre/core/platform";

/** The name under which the routes and pages, which Next.js bundles apart from this file, find the platform. */
const PLATFORM = Symbol.for("acre.platform");

/** Makes the running installation reachable for the routes and pages of this process. */
export function publishPlatform(platform: Platform): void {
  Object.defineProperty(globalThis, PLATFORM, { value: platform, configurable: true });
}
