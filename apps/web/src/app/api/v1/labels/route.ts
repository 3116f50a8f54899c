import { createLabel, listLabels } from "@acre/core";
import { createLabelInput, listLabelsInput } from "@acre/core/inputs";
import { labelAnswer, labelsAnswer } from "@acre/core/outputs";
import { created, ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  summary: "List labels",
  answers: { 200: labelsAnswer },
  right: "tasks:read",
  query: listLabelsInput,
  handle: async ({ ctx, query }) => ok(await listLabels(ctx, query)),
});

export const POST = tenantRoute({
  repeatable: true,
  summary: "Create a label",
  description: "Without a colour it gets the next of the palette.",
  answers: { 201: labelAnswer },
  example: { name: "bug", color: "rust" },
  right: "labels:write",
  body: createLabelInput,
  handle: async ({ ctx, body }) => created(await createLabel(ctx, body)),
});
