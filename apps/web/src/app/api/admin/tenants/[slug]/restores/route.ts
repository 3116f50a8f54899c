import { restoreInput } from "@acre/core/console";
import { beginRestore } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const POST = operatorRoute({
  params: ["slug"],
  body: restoreInput,
  handle: async ({ operator, params, body }) => accepted(await beginRestore(operator, params.slug, body)),
});
