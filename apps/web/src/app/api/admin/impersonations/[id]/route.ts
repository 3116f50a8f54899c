import { elevateImpersonationInput } from "@acre/core/console";
import { elevateImpersonation, endImpersonation } from "@acre/core/platform";
import { noContent, ok } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const PATCH = operatorRoute({
  params: ["id"],
  body: elevateImpersonationInput,
  handle: async ({ operator, params, body }) => ok(await elevateImpersonation(operator, params.id, body)),
});

export const DELETE = operatorRoute({
  params: ["id"],
  handle: async ({ operator, params }) => {
    await endImpersonation(operator, params.id);
    return noContent();
  },
});
