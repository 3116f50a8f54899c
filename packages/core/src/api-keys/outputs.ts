import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";
import { keyScopes } from "../rights";

/** A key as the API answers it: everything but the key. */
export const apiKeyAnswer = z
  .strictObject({
    id: recordId,
    name: z.string().meta({ example: "Nightly import" }),
    prefix: z
      .string()
      .meta({ description: "What the key begins with, to tell keys apart.", example: "pk_acme_corp_9f86d0" }),
    scopes: z.array(z.enum(keyScopes)),
    createdById: recordId.meta({ description: "The member who made it, and for whom it acts." }),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: "Written at most once a minute." }),
    revokedAt: instant.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.output<typeof apiKeyAnswer>;

/** A key that was just made or made anew: the only time that `key` is shown. */
export const newApiKeyAnswer = apiKeyAnswer
  .extend({
    key: z.string().meta({
      description: "The key itself. It is kept nowhere and cannot be shown again.",
      example: "pk_acme_corp_9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c",
    }),
  })
  .meta({ id: "NewApiKey" });
export type NewApiKey = z.output<typeof newApiKeyAnswer>;

export const apiKeysAnswer = pageOf("apiKeys", apiKeyAnswer);
