import { listMyTasks } from "@acre/core";
import { listMyTasksInput } from "@acre/core/inputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "tasks:read",
  query: listMyTasksInput,
  handle: async ({ ctx, query }) => ok(await listMyTasks(ctx, query)),
});
