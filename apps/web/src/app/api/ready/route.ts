import { isReady } from "@acre/core/platform";
import { getPlatform } from "@/server/platform";

/** Says whether the process can serve: the catalog answers. 503 when it does not. */
export async function GET(): Promise<Response> {
  const ready = await isReady(getPlatform());
  return Response.json(
    { status: ready ? "ok" : "unavailable" },
    { status: ready ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
