import { type CreateApiKeyInput, createApiKeyInput } from "../../api-keys/inputs";
import type { NewApiKey } from "../../api-keys/outputs";
import { recordAudit } from "../../audit/record";
import { requireRight, requireUserId, type TenantContext } from "../../context";
import { invalidField } from "../../errors";
import type { Platform } from "../platform";
import { presentKey } from "./present";
import { makeKey } from "./secret";

/**
 * Makes a key that acts for the actor, with some of the actor's rights. The answer is the only place it is ever shown.
 * @throws AppError `forbidden`, `invalid_input` for a scope the actor does not have themselves
 */
export async function createApiKey(
  { catalog }: Platform,
  ctx: TenantContext,
  input: CreateApiKeyInput,
): Promise<NewApiKey> {
  requireRight(ctx, "keys:write");
  const { name, scopes, expiresAt } = createApiKeyInput.parse(input);
  const createdById = requireUserId(ctx);
  const missing = scopes.find((scope) => !ctx.rights.has(scope));
  if (missing) throw invalidField("scopes", `You do not have ${missing} yourself.`);
  const { key, hash, prefix } = makeKey(ctx.tenant.slug);
  // Within the event's transaction: whoever gets to see the key has it in the log.
  const making = ctx.db.$transaction(async (tx) => {
    const made = await catalog.apiKey.create({
      data: {
        tenantId: ctx.tenant.id,
        name,
        hash,
        prefix,
        scopes: JSON.stringify(scopes),
        createdById,
        expiresAt: expiresAt ? new Date(expiresAt) : null,
      },
    });
    await recordAudit(tx, ctx, {
      action: "key.created",
      resourceType: "key",
      resourceId: made.id,
      changes: { name: { before: null, after: name }, scopes: { before: null, after: scopes } },
    });
    return made;
  });
  const row = await making.catch(async (error: unknown) => {
    // A key that nobody was shown and no log names.
    await catalog.apiKey.deleteMany({ where: { hash } });
    throw error;
  });
  return { ...presentKey(row), key };
}
