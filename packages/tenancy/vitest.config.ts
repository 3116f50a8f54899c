import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { name: "tenancy", globalSetup: ["./test/generate-client.mjs"], include: ["src/**/*.test.ts"] },
});
