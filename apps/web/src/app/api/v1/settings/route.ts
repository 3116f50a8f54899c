import { getSettings, updateSettings } from "@acre/core";
import { updateSettingsInput } from "@acre/core/inputs";
import { settingsAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  versioned: true,
  summary: "Get the workspace's settings",
  answers: { 200: settingsAnswer },
  right: "settings:read",
  handle: async ({ ctx }) => ok(await getSettings(ctx)),
});

export const PATCH = tenantRoute({
  versioned: true,
  summary: "Rename the workspace",
  description: "Its address stays, so that links keep working.",
  answers: { 200: settingsAnswer },
  example: { name: "ACME Corporation" },
  right: "settings:write",
  body: updateSettingsInput,
  handle: async ({ ctx, body }) => ok(await updateSettings(ctx, body)),
});
