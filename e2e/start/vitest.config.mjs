import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Starts of the real thing, from the production build.
export default defineConfig({
  root: dirname(fileURLToPath(import.meta.url)),
  test: {
    name: "start",
    include: ["**/*.test.ts"],
    globalSetup: "build.setup.mjs",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
