import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";

/** A webhook as the API answers it. */
export const webhookAnswer = z
  .strictObject({
    id: recordId,
    url: z.string().meta({ example: "https://hooks.example.com/acre" }),
    events: z.array(z.string()).meta({ description: "`*` stands for all.", example: ["task.created"] }),
    active: z.boolean(),
    disabledReason: z.string().nullable().meta({ description: "Why it was switched off, when nobody did." }),
    createdById: recordId.meta({
      description: "Whom it acts for: it is told of a private project if this member sees it.",
    }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Webhook" });
export type Webhook = z.output<typeof webhookAnswer>;

export const webhooksAnswer = pageOf("webhooks", webhookAnswer);

export const newWebhookAnswer = webhookAnswer
  .extend({
    secret: z.string().meta({
      description: "Signs what is sent. Shown now and never again.",
      example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    }),
  })
  .meta({ id: "NewWebhook" });
export type NewWebhook = z.output<typeof newWebhookAnswer>;

/** One message to a webhook. */
export const deliveryAnswer = z
  .strictObject({
    id: recordId.meta({ description: "Sent as `webhook-id`, the same at every attempt." }),
    event: z.string().meta({ example: "task.created" }),
    status: z.enum(["pending", "delivered", "failed"]),
    attempts: z.int(),
    nextAt: instant.nullable().meta({ description: "When it is tried again." }),
    lastStatus: z.int().nullable().meta({ description: "The HTTP status of the last answer." }),
    lastError: z.string().nullable(),
    payload: z.record(z.string(), z.unknown()).nullable().meta({
      description: "What is sent; null when it is about a private project that you do not see.",
    }),
    createdAt: instant,
    deliveredAt: instant.nullable(),
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.output<typeof deliveryAnswer>;

export const deliveriesAnswer = pageOf("deliveries", deliveryAnswer);
