import { z } from "zod";
import { archivedData } from "../tasks/archived-data";

const instant = z.coerce.date();
const json = <Shape extends z.ZodType>(shape: Shape) => ({
  write: (value: z.input<Shape>): string => JSON.stringify(shape.parse(value)),
  read: (text: string): z.output<Shape> => shape.parse(JSON.parse(text)),
});

/** A deleted task, whole, with its place in its column. */
const task = archivedData.extend({ task: archivedData.shape.task.extend({ position: z.number() }) });
export type TrashedTask = z.output<typeof task>;
export const trashedTask = json(task);

/** A deleted project and who was let in. Its tasks lie in parts. */
export const trashedProject = json(
  z.object({
    project: z.object({
      id: z.string(),
      key: z.string(),
      name: z.string(),
      description: z.string().nullable(),
      ownerId: z.string(),
      status: z.string(),
      private: z.boolean(),
      color: z.string().nullable(),
      lastTaskNumber: z.number(),
      archivedAt: instant.nullable(),
      createdAt: instant,
    }),
    members: z.array(z.object({ userId: z.string(), createdAt: instant })),
  }),
);

/** A task of a deleted project that had been put away before. */
export const trashedArchive = json(
  z.object({ id: z.string(), originalId: z.string(), data: z.string(), archivedAt: instant }),
);

/** A task that lay in the trash before its project did. */
export const trashedTrash = json(
  z.object({
    id: z.string(),
    kind: z.string(),
    name: z.string(),
    number: z.number().nullable(),
    deletedById: z.string().nullable(),
    data: z.string(),
    createdAt: instant,
  }),
);

/** The ids of those who may see a private project, as its row in the trash keeps them. */
export const seenBy = json(z.array(z.uuid()));
