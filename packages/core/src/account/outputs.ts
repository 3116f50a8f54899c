import { z } from "zod";
import { recordId } from "../answer-fields";
import type { AccountView } from "./inputs";

/** The logged-in person. */
export const accountAnswer = z
  .strictObject({
    id: recordId,
    email: z.string().meta({ example: "ada@acme.com" }),
    name: z.string().meta({ example: "Ada Lovelace" }),
    emailVerified: z.boolean(),
    hasPassword: z.boolean(),
  })
  .meta({ id: "Account" }) satisfies z.ZodType<AccountView>;

/** A workspace that has just been made. */
export const onboardingAnswer = z
  .strictObject({
    tenant: z.string().meta({ description: "The workspace's address.", example: "acme_corp" }),
    adminId: recordId.meta({ description: "Your member id in it." }),
    projectId: recordId.meta({ description: "Its first project." }),
  })
  .meta({ id: "Onboarding" });

/** Taken on: what came of it is told elsewhere, if at all. */
export const acceptedAnswer = z.strictObject({});
