import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { root } from "./lib/root.mjs";

// One run over everything that needs no production build. It lies here and not at the root, where `vitest`
// inside a workspace would take it for its own; a workspace may have a vitest.config.ts that is.
export default defineConfig({
  root,
  test: {
    // Much of a test's time is another process's, a database or a server: on two cores one worker leaves them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      "packages/*",
      "apps/*",
      "bench",
      { test: { name: "scripts", include: ["scripts/**/*.test.mjs"], testTimeout: 60_000 } },
    ],
  },
});
