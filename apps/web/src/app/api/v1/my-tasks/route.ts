import { listMyTasks } from "@acre/core";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "tasks:read",
  handle: async ({ ctx }) => ok(await listMyTasks(ctx)),
});
