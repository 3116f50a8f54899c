import { z } from "zod";
import { cursor, isKeepable, isStorable, limit, page } from "../fields";

export const listActivityInput = page(200, 500);
export type ListActivityInput = z.input<typeof listActivityInput>;

/** One line of a record's history. */
export interface Activity {
  id: string;
  action: string;
  actorId: string | null;
  actorName: string;
  resourceType: string;
  resourceId: string;
  changes: Record<string, { before: unknown; after: unknown }>;
  /** ISO 8601 instant. */
  createdAt: string;
}

const actionPattern = /^[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)?$/;
const idText = z
  .string("Give an id.")
  .trim()
  .min(1, "Give an id.")
  .max(100, "This is not an id.")
  .refine(isKeepable, "This is not an id.");
const moment = z
  .union(
    [z.iso.datetime({ offset: true }), z.iso.date()],
    "Write a day as YYYY-MM-DD, or an instant as 2027-01-31T09:30:00Z.",
  )
  .refine(isStorable, "Choose a year from 1 to 9999.");

const auditFilters = {
  actor: idText.optional().describe("Only what this member, key or account did."),
  action: z
    .string("Write an action.")
    .max(60, "This is not an action.")
    .regex(actionPattern, "Write an action such as task.updated, or its first part, such as task.")
    .optional()
    .describe("Only this action, such as `task.updated`, or all that begin with it, such as `task`."),
  resource: idText.optional().describe("Only what concerns the record with this id."),
  from: moment.optional().describe("From this day (UTC) or instant on."),
  to: moment.optional().describe("Up to the end of this day (UTC), or to this instant."),
};

export const listAuditInput = z.strictObject({ limit: limit(50, 200), cursor, ...auditFilters });
export type ListAuditInput = z.input<typeof listAuditInput>;

export const auditFormats = ["ndjson", "csv"] as const;
export type AuditFormat = (typeof auditFormats)[number];

export const exportAuditInput = z.strictObject({
  format: z.enum(auditFormats, "Choose ndjson or csv.").default("ndjson"),
  ...auditFilters,
});
export type ExportAuditInput = z.input<typeof exportAuditInput>;
