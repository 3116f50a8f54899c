import { isTenancyError, wavesOf } from "@acre/tenancy";
import { z } from "zod";

const wave = z.string().superRefine((text, context) => {
  try {
    // Whether they grow depends on how many tenants there are, which is seen when they are planned.
    wavesOf([text], 1, false);
  } catch (error) {
    if (!isTenancyError(error, "waves_invalid")) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
});

const budget = z
  .string()
  .trim()
  .regex(/^\d{1,7}%?$/, "--max-failures is a number of tenants or a share of them, such as 5 or 2%.");

/** How a deployment goes over the fleet. */
export const deployInput = z.strictObject({
  /** Slugs of the tenants that go first. */
  canary: z.array(z.string().trim().min(1)).max(100, "At most 100 tenants go first.").default([]),
  /** Such as 1, 10%, 100%. */
  waves: z.array(wave).max(20, "At most 20 waves.").default(["100%"]),
  maxFailures: budget.optional(),
  /** A command that says, by its exit code, whether to go on after a wave. */
  healthCommand: z.string().trim().min(1).optional(),
  /** Whether anything is asked between waves. */
  health: z.boolean().default(true),
  /** Deploys what older servers that run now may not survive. */
  force: z.boolean().default(false),
  concurrency: z.number().int().min(1).max(32, "concurrency: from 1 to 32.").optional(),
});
export type DeployInput = z.input<typeof deployInput>;

/** The number of tenants that may fail, of so many. */
export function budgetOf(text: string, tenants: number): number {
  const number = Number(text.replace("%", ""));
  return text.endsWith("%") ? Math.floor((tenants * number) / 100) : number;
}
