import { z } from "zod";

const reason = z
  .string()
  .trim()
  .min(10, "Say why, in ten characters or more.")
  .max(500, "Say why in 500 characters at most.");

export const startImpersonationInput = z.strictObject({
  reason,
  /** How long, in minutes. */
  minutes: z.number().int().min(5).max(120).default(30),
});
export type StartImpersonationInput = z.input<typeof startImpersonationInput>;

export const elevateImpersonationInput = z.strictObject({ reason });
export type ElevateImpersonationInput = z.input<typeof elevateImpersonationInput>;

/** An operator who looks into a workspace. */
export interface Impersonation {
  id: string;
  slug: string;
  /** Account of the operator. */
  accountId: string;
  operatorName: string;
  reason: string;
  /** Whether they may write as well. */
  elevated: boolean;
  /** ISO 8601 instants. */
  startedAt: string;
  expiresAt: string;
  endedAt: string | null;
}
