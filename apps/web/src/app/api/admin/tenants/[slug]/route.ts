import { deleteInput } from "@acre/core/console";
import { beginDelete } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const DELETE = operatorRoute({
  params: ["slug"],
  body: deleteInput,
  handle: async ({ operator, params, body }) => accepted(await beginDelete(operator, params.slug, body)),
});
