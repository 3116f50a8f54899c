import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": join(import.meta.dirname, "src") } },
  // Tests that start a process take as long as a busy machine lets them.
  test: { name: "web", testTimeout: 60_000 },
});
