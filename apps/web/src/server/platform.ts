import type { Platform } from "@acre/core/platform";

const slot = Symbol.for("acre.platform");

/**
 * The running installation. The server process puts it in place before it answers a request; it is handed over through
 * the global object because the bundler may load a module more than once, and there must be one platform.
 */
export function getPlatform(): Platform {
  const platform = (globalThis as typeof globalThis & { [slot]?: Platform })[slot];
  if (!platform) throw new Error("The platform has not been started. Run `npm start` or `npm run dev`.");
  return platform;
}
