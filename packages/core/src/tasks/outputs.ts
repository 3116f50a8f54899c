import { z } from "zod";
import { instant, pageOf, recordId } from "../answer-fields";
import { labelAnswer } from "../labels/outputs";
import { personAnswer } from "../members/person";
import { projectOfTaskAnswer } from "../projects/outputs";
import { taskPriorities, taskStatuses } from "./inputs";

/** A task as the API answers it. */
export const taskAnswer = z
  .strictObject({
    id: recordId,
    projectId: recordId,
    key: z.string().meta({ description: "What people call it.", example: "GET-3" }),
    number: z.int().min(1),
    title: z.string().meta({ example: "Say hello" }),
    description: z.string().nullable().meta({ description: "Markdown." }),
    status: z.enum(taskStatuses),
    priority: z.enum(taskPriorities),
    assigneeId: recordId.nullable(),
    creatorId: recordId,
    dueDate: z.iso
      .date()
      .nullable()
      .meta({ description: "A calendar day, in no time zone.", example: "2027-01-31" }),
    labelIds: z.array(recordId),
    commentCount: z.int().min(0),
    position: z.number().meta({ description: "Order within its status column, ascending." }),
    completedAt: instant.nullable(),
    archivedAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
    labels: z.array(labelAnswer).optional().meta({ description: "With `include=labels`." }),
    assignee: personAnswer.nullable().optional().meta({ description: "With `include=assignee`." }),
    creator: personAnswer.optional().meta({ description: "With `include=creator`." }),
    project: projectOfTaskAnswer.optional().meta({ description: "With `include=project`." }),
  })
  .meta({ id: "Task" });
export type Task = z.output<typeof taskAnswer>;

export const tasksAnswer = pageOf("tasks", taskAnswer);
