import { z } from "zod";
import { reason } from "./reason";

const slug = z.string().trim().min(2, "Give it an address.").max(48);
const place = z.string().trim().min(1, "Choose a place.").max(80);
const confirm = z.string().trim().max(80);

/** To which place. */
export const moveInput = z.strictObject({ to: place });
export type MoveInput = z.output<typeof moveInput>;

/** With a reason when the data is copied: whoever is let into the copy sees what is in the workspace. */
export const copyInput = z
  .strictObject({ slug, data: z.boolean().default(true), to: place.optional(), reason: reason.optional() })
  .refine((input) => !input.data || input.reason !== undefined, {
    path: ["reason"],
    error: "Say why its content is copied, in ten characters or more.",
  });
export type CopyInput = z.output<typeof copyInput>;

/** Into the tenant itself, with its slug repeated. */
export const restoreInput = z.strictObject({ backup: z.uuid(), confirm });
export type RestoreInput = z.output<typeof restoreInput>;

export const deleteInput = z.strictObject({ confirm, archive: z.boolean().default(true) });
export type DeleteInput = z.output<typeof deleteInput>;

export const setStatusInput = z.strictObject({ status: z.enum(["active", "read_only", "suspended"]) });
export type SetStatusInput = z.output<typeof setStatusInput>;

export const downloadInput = z.strictObject({ reason });
export type DownloadInput = z.output<typeof downloadInput>;
