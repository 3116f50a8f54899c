import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";

/** A task that was moved out of the way since it was completed long ago, as the API answers it. */
export const archivedTaskAnswer = z
  .strictObject({
    id: recordId,
    taskId: recordId.meta({ description: "The task's own id, which it has again once it is restored." }),
    projectId: recordId,
    key: z.string().meta({ description: "What people call it.", example: "GET-3" }),
    title: z.string().meta({ example: "Say hello" }),
    commentCount: z.int().min(0),
    completedAt: instant.nullable(),
    archivedAt: instant,
  })
  .meta({ id: "ArchivedTask" });
export type ArchivedTask = z.output<typeof archivedTaskAnswer>;

export const archivedTasksAnswer = pageOf("archivedTasks", archivedTaskAnswer);
