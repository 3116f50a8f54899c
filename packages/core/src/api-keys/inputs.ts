import { z } from "zod";
import { instant, line, page } from "../fields";
import { keyScopes } from "../rights";

export const listApiKeysInput = page(100, 500);
export type ListApiKeysInput = z.input<typeof listApiKeysInput>;

export const createApiKeyInput = z.strictObject({
  name: line("a name", 60),
  /** What it may do: never more than the member who makes it. */
  scopes: z
    .array(z.enum(keyScopes, "This is not a scope a key can have."), "Choose what the key may do.")
    .min(1, "Choose what the key may do.")
    .max(keyScopes.length, "Name each scope once.")
    .refine((scopes) => new Set(scopes).size === scopes.length, "Name each scope once."),
  /** When it stops working, an instant to come; null or left out for a key that works until it is revoked. */
  expiresAt: instant("Write an instant such as 2027-01-31T09:30:00Z.")
    .refine((at) => new Date(at) > new Date(), "Choose a time to come.")
    .nullable()
    .optional(),
});
export type CreateApiKeyInput = z.input<typeof createApiKeyInput>;

export type { ApiKey, NewApiKey } from "./outputs";
