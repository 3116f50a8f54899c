import { defineConfig } from "vitest/config";

// The tests work on real files and hash real passwords: on a busy machine that takes its time.
export default defineConfig({
  test: { name: "core", include: ["src/**/*.test.ts"], testTimeout: 30_000, hookTimeout: 30_000 },
});
