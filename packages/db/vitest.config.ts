import { defineConfig } from "vitest/config";

// The tests start a real PostgreSQL: on a busy machine that takes its time.
export default defineConfig({
  test: { name: "db", include: ["{src,test}/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 30_000 },
});
