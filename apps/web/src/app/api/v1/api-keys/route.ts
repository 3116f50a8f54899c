import { createApiKeyInput, listApiKeysInput } from "@acre/core/inputs";
import { apiKeysAnswer, newApiKeyAnswer } from "@acre/core/outputs";
import { createApiKey, listApiKeys } from "@acre/core/platform";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "keys:read",
  summary: "List API keys",
  answers: { 200: apiKeysAnswer },
  query: listApiKeysInput,
  handle: async ({ platform, ctx, query }) => ok(await listApiKeys(platform, ctx, query)),
});

// Not repeatable by Idempotency-Key: its answer has the key, which is kept nowhere.
export const POST = tenantRoute({
  right: "keys:write",
  summary: "Create an API key",
  description: "The answer is the only time the key is shown.",
  example: { name: "Nightly import", scopes: ["projects:read", "tasks:write"] },
  answers: { 201: newApiKeyAnswer },
  body: createApiKeyInput,
  handle: async ({ platform, ctx, body }) => created(await createApiKey(platform, ctx, body)),
});
