import { defineConfig } from "vitest/config";

// Each test starts the command as a process of its own, as an operator does.
export default defineConfig({
  test: {
    name: "cli",
    include: ["src/**/*.test.ts"],
    globalSetup: ["scripts/bundle.setup.mjs", "../core/src/testing/postgres-server.ts"],
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
