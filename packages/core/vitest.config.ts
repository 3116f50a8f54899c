import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "core",
    // Files share what they import, Prisma's clients above all: loading it for each took a quarter of the time. So no test
    // may replace a module (`vi.mock`), or leave anything in one that another would stumble over.
    isolate: false,
    include: ["src/**/*.test.ts"],
    globalSetup: "src/testing/postgres-server.ts",
    // The tests work on real files and servers and hash real passwords: on a busy machine that takes its time.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
