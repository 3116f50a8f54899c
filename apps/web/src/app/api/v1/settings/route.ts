import { getSettings, updateSettings } from "@acre/core";
import { updateSettingsInput } from "@acre/core/inputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "settings:read",
  handle: async ({ ctx }) => ok(await getSettings(ctx)),
});

export const PATCH = tenantRoute({
  right: "settings:write",
  body: updateSettingsInput,
  handle: async ({ ctx, body }) => ok(await updateSettings(ctx, body)),
});
