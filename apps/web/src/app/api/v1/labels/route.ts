import { createLabel, listLabels } from "@acre/core";
import { createLabelInput, listLabelsInput } from "@acre/core/inputs";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "tasks:read",
  query: listLabelsInput,
  handle: async ({ ctx, query }) => ok(await listLabels(ctx, query)),
});

export const POST = tenantRoute({
  right: "labels:write",
  body: createLabelInput,
  handle: async ({ ctx, body }) => created(await createLabel(ctx, body)),
});
