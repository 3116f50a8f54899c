import { downloadInput } from "@acre/core/console";
import { allowDownload } from "@acre/core/platform";
import { created } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const POST = operatorRoute({
  params: ["slug"],
  body: downloadInput,
  handle: async ({ operator, params, body }) =>
    created({ href: `/api/admin/downloads/${await allowDownload(operator, params.slug, body)}` }),
});
