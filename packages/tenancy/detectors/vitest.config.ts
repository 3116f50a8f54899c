import { defineConfig } from "vitest/config";

// For `npm run prove:detectors`, which runs tests of the engine one by one in a copy that leaks.
export default defineConfig({
  test: {
    name: "detectors",
    globalSetup: ["./test/postgres/global-server.mjs"],
    include: ["{src,detectors}/**/*.test.ts"],
    testTimeout: 60_000,
  },
});
