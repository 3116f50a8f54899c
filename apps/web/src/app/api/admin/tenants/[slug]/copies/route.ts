import { copyInput } from "@acre/core/console";
import { beginCopy } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const POST = operatorRoute({
  params: ["slug"],
  body: copyInput,
  handle: async ({ operator, params, body }) => accepted(await beginCopy(operator, params.slug, body)),
});
