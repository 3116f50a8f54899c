// Bundles the command line and this repository's packages into dist/acre.mjs, so that it starts at once.
import { join } from "node:path";
import { build } from "esbuild";

await build({
  absWorkingDir: join(import.meta.dirname, ".."),
  entryPoints: ["src/main.ts"],
  outfile: "dist/acre.mjs",
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  sourcemap: true,
  logLevel: "warning",
  plugins: [
    {
      name: "leave-packages-to-node",
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === "entry-point" || path.startsWith("@acre/") ? undefined : { external: true },
        );
      },
    },
  ],
});
