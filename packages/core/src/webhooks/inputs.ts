import { z } from "zod";
import { isKeepable, page } from "../fields";
import { webhookEvents } from "./events";

export { type WebhookEvent, webhookEvents } from "./events";

const choices = ["*", ...webhookEvents] as const;

/** The address alone; where it leads is looked at when it is saved, and again each time something is sent there. */
const url = z
  .string("Write the address that is to be called.")
  .trim()
  .min(1, "Write the address that is to be called.")
  .max(2000, "Use 2000 characters or fewer.")
  .refine((text) => isKeepable(text) && !/\p{Cc}/u.test(text), "Remove the control characters.")
  .refine((text) => URL.canParse(text), "Write the whole address, such as https://hooks.example.com/acre.")
  .refine((text) => !URL.canParse(text) || isPlain(new URL(text)), "Leave out the user name and password.");

const events = z
  .array(z.enum(choices, "This is not an event."), "Choose what it is to be told of.")
  .min(1, "Choose what it is to be told of.")
  .max(choices.length, "Name each event once.")
  .transform((chosen) => (chosen.includes("*") ? ["*" as const] : [...new Set(chosen)]));

export const createWebhookInput = z.strictObject({ url, events });
export type CreateWebhookInput = z.input<typeof createWebhookInput>;

export const updateWebhookInput = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    active: z.boolean("Give true or false.").optional(),
  })
  .refine((input) => Object.keys(input).length > 0, "Say what is to change.");
export type UpdateWebhookInput = z.input<typeof updateWebhookInput>;

export const listWebhooksInput = page(50, 100);
export type ListWebhooksInput = z.input<typeof listWebhooksInput>;

export const listDeliveriesInput = page(20, 100);
export type ListDeliveriesInput = z.input<typeof listDeliveriesInput>;

function isPlain({ username, password }: URL): boolean {
  return username === "" && password === "";
}
