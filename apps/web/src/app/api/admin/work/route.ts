import { readWork } from "@acre/core/platform";
import { ok } from "@/server/http/answer";
import { operatorRoute } from "@/server/http/operator-route";

export const GET = operatorRoute({
  handle: async ({ operator }) => ok(await readWork(operator)),
});
