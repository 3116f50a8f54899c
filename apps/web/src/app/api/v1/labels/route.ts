import { createLabel, listLabels } from "@acre/core";
import { createLabelInput } from "@acre/core/inputs";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "tasks:read",
  handle: async ({ ctx }) => ok(await listLabels(ctx)),
});

export const POST = tenantRoute({
  right: "labels:write",
  body: createLabelInput,
  handle: async ({ ctx, body }) => created(await createLabel(ctx, body)),
});
