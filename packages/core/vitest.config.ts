import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "core",
    include: ["src/**/*.test.ts"],
    globalSetup: "src/testing/postgres-server.ts",
    // The tests work on real files and servers and hash real passwords: on a busy machine that takes its time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
