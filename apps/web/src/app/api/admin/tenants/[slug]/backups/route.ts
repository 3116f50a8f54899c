import { beginBackup } from "@acre/core/platform";
import { accepted } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const POST = operatorRoute({
  params: ["slug"],
  handle: async ({ operator, params }) => accepted(await beginBackup(operator, params.slug)),
});
