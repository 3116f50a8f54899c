import { createRequire, isBuiltin } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

/**
 * Bundles server/main.ts and the packages of this repository, which are published as source, into one file
 * that Node runs as it is. Everything from the registry stays where npm put it.
 *
 * @param {string} web the folder of apps/web
 */
export async function bundleServer(web) {
  await build({
    absWorkingDir: web,
    entryPoints: ["server/main.ts"],
    outfile: "dist/server.mjs",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.19",
    sourcemap: true,
    logLevel: "warning",
    plugins: [leaveToNode(web)],
  });
}

/**
 * Leaves a package out of the bundle when Node finds the very same one from dist/ as the importing file does.
 * A workspace may have a version of its own (packages/x/node_modules), which dist/ would not see: that one is
 * bundled.
 */
function leaveToNode(web) {
  const fromDist = createRequire(join(web, "dist/server.mjs"));
  return {
    name: "leave-to-node",
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
        if (kind === "entry-point" || path.startsWith("@acre/")) return undefined;
        if (isBuiltin(path)) return { external: true };
        const seen = resolveOrNull(createRequire(importer), path);
        return seen === null || seen === resolveOrNull(fromDist, path) ? { external: true } : undefined;
      });
    },
  };
}

function resolveOrNull(require, path) {
  try {
    return require.resolve(path);
  } catch {
    return null;
  }
}
