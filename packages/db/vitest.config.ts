import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "db",
    include: ["{src,test}/**/*.test.ts"],
    globalSetup: "test/postgres-server.ts",
    // The tests work on a real PostgreSQL: on a busy machine that takes its time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
