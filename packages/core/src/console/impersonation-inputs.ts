import { z } from "zod";
import { reason } from "./reason";

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
