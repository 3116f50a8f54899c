import { z } from "zod";

/** How long somebody who deletes a workspace can change their mind, in days. */
export const deletionDays = 7;

/** `confirm` repeats the workspace's address, so that nobody deletes the wrong one. */
export const deleteWorkspaceInput = z.strictObject({
  confirm: z
    .string("Write the workspace's address.")
    .trim()
    .min(1, "Write the workspace's address.")
    .max(200, "Use 200 characters or fewer."),
});
export type DeleteWorkspaceInput = z.input<typeof deleteWorkspaceInput>;

/** Whether and when a workspace is erased. */
export interface WorkspaceFate {
  slug: string;
  /** ISO 8601 instant; null when it stays. */
  deleteAt: string | null;
}
