import { download } from "@acre/core/platform";
import { file } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const GET = operatorRoute({
  params: ["token"],
  handle: async ({ operator, params, request }) => {
    const { body, fileName } = await download(operator, params.token, request.signal);
    return file(body, fileName);
  },
});
