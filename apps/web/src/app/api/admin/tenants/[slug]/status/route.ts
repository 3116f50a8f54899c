import { setStatusInput } from "@acre/core/console";
import { setTenantStatus } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const POST = operatorRoute({
  params: ["slug"],
  body: setStatusInput,
  handle: async ({ operator, params, body }) => ok(await setTenantStatus(operator, params.slug, body.status)),
});
