import { z } from "zod";

const instant = z.coerce.date();

/** A task as it is kept once it was moved out of the way: whole, with what hangs on it. */
export const archivedData = z.object({
  task: z.object({
    id: z.string(),
    projectId: z.string(),
    number: z.number(),
    title: z.string(),
    description: z.string().nullable(),
    assigneeId: z.string().nullable(),
    creatorId: z.string(),
    status: z.string(),
    priority: z.string(),
    dueDate: z.string().nullable(),
    completedAt: instant.nullable(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
  }),
  labels: z.array(z.object({ id: z.string(), name: z.string() })),
  comments: z.array(
    z.object({
      id: z.string(),
      authorId: z.string(),
      body: z.string(),
      createdAt: instant,
      updatedAt: instant,
    }),
  ),
});
export type ArchivedData = z.output<typeof archivedData>;

/** Reads what `archiveCompleted` wrote. */
export function parseArchived(text: string): ArchivedData {
  return archivedData.parse(JSON.parse(text));
}
