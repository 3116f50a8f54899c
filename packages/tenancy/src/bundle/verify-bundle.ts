import type { BundleManifest } from "./manifest";
import { type ReadBundleOptions, readBundle } from "./read-bundle";

/**
 * Reads a bundle to its end and says what is in it. Whatever is wrong with it is a named error: `bundle_invalid`,
 * `bundle_version`, `bundle_corrupt`, `bundle_truncated`, `bundle_locked`, `bundle_limit`.
 */
export async function verifyBundle(
  stream: AsyncIterable<unknown>,
  options: ReadBundleOptions = {},
): Promise<BundleManifest> {
  const ignore = async () => {};
  return readBundle(stream, options, { head: ignore, table: ignore, rows: ignore });
}
