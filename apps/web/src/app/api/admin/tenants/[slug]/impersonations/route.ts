import { startImpersonationInput } from "@acre/core/console";
import { startImpersonation } from "@acre/core/platform";
import { created } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const POST = operatorRoute({
  params: ["slug"],
  body: startImpersonationInput,
  handle: async ({ operator, params, body }) =>
    created(await startImpersonation(operator, params.slug, body)),
});
