import { diff, recordAudit } from "../audit/record";
import { requireRight, type TenantContext } from "../context";
import { holdForMatch, requireMatch } from "../preconditions";
import { presentSettings, readSettings } from "./get-settings";
import { type Settings, type UpdateSettingsInput, updateSettingsInput } from "./inputs";

/**
 * Renames the workspace. Its address stays: links that people shared keep working.
 * @throws AppError `forbidden`, `precondition_failed`
 */
export async function updateSettings(ctx: TenantContext, input: UpdateSettingsInput): Promise<Settings> {
  requireRight(ctx, "settings:write");
  const wanted = updateSettingsInput.parse(input);
  return ctx.db.$transaction(async (tx) => {
    await holdForMatch(tx, ctx, "company_settings", (await readSettings(tx)).id);
    const before = await readSettings(tx);
    requireMatch(ctx, presentSettings(before));
    const after = await tx.companySettings.update({ where: { id: before.id }, data: wanted });
    await recordAudit(tx, ctx, {
      action: "settings.updated",
      resourceType: "settings",
      resourceId: after.id,
      changes: diff(before, after, ["name"]),
    });
    return presentSettings(after);
  });
}
