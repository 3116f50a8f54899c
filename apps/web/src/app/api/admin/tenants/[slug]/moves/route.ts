import { moveInput } from "@acre/core/console";
import { beginMove } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const POST = operatorRoute({
  params: ["slug"],
  body: moveInput,
  handle: async ({ operator, params, body }) => accepted(await beginMove(operator, params.slug, body)),
});
