import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "tenancy",
    globalSetup: ["./test/generate-client.mjs", "./test/postgres/global-server.mjs"],
    include: ["{src,test}/**/*.test.ts"],
    // Real files, flushed to a real disk: on a busy machine a test may be slow without being wrong.
    testTimeout: 60_000,
  },
});
