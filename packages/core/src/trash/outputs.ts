import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";
import { projectAnswer } from "../projects/outputs";
import { taskAnswer } from "../tasks/outputs";
import { trashKinds } from "./inputs";

/** A task or a project that was deleted and can be brought back, as the API answers it. */
export const trashItemAnswer = z
  .strictObject({
    id: recordId.meta({
      description: "The task's or the project's own id, which it has again once restored.",
    }),
    kind: z.enum(trashKinds),
    name: z.string().meta({ description: "A task's title or a project's name.", example: "Say hello" }),
    key: z
      .string()
      .nullable()
      .meta({ description: "What people call a task; null for a project.", example: "GET-3" }),
    project: z
      .strictObject({ id: recordId, name: z.string() })
      .nullable()
      .meta({ description: "That a task belongs to; null for a project." }),
    ownerId: recordId.nullable().meta({ description: "Whose project it is; null for a task." }),
    taskCount: z.int().min(0).meta({ description: "How many tasks come back with a project." }),
    deletedById: recordId.nullable().meta({ description: "The member who deleted it." }),
    deletedAt: instant,
    purgedAt: instant.meta({ description: "From then on it is removed for good." }),
  })
  .meta({ id: "TrashItem" });
export type TrashItem = z.output<typeof trashItemAnswer>;

export const trashAnswer = pageOf("trash", trashItemAnswer);

/** What came back. */
export const restoredAnswer = z.strictObject({
  task: taskAnswer.nullable().meta({ description: "Null when a project came back." }),
  project: projectAnswer.nullable().meta({ description: "Null when a task came back." }),
});
export type Restored = z.output<typeof restoredAnswer>;
