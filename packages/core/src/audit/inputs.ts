import type { z } from "zod";
import { page } from "../fields";

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
