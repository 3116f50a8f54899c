import { z } from "zod";
import { block, cursor, day, id, limit, line, page, words } from "../fields";
import { include, signed, since, sort } from "../list-fields";

export const taskStatuses = [
  "backlog",
  "todo",
  "in_progress",
  "in_review",
  "completed",
  "cancelled",
] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const taskPriorities = ["none", "low", "medium", "high", "urgent"] as const;
export type TaskPriority = (typeof taskPriorities)[number];

const title = line("a title", 300);
const description = block(50_000).nullable();
const status = z.enum(taskStatuses, `Choose one of ${taskStatuses.join(", ")}.`);
const priority = z.enum(taskPriorities, `Choose one of ${taskPriorities.join(", ")}.`);
const labelIds = z.array(id, "Give a list of label ids.").max(20, "Use 20 labels or fewer.");

export const createTaskInput = z.strictObject({
  title,
  description: description.optional(),
  status: status.optional(),
  priority: priority.optional(),
  assigneeId: id.nullable().optional(),
  dueDate: day.nullable().optional(),
  labelIds: labelIds.optional(),
});
export type CreateTaskInput = z.input<typeof createTaskInput>;

export const updateTaskInput = z.strictObject({
  title: title.optional(),
  description: description.optional(),
  status: status.optional(),
  priority: priority.optional(),
  assigneeId: id.nullable().optional(),
  dueDate: day.nullable().optional(),
  labelIds: labelIds.optional(),
  archived: z.boolean("Choose true or false.").optional(),
  /** Puts the task directly before or after another one of its (new) status column. */
  position: z
    .strictObject({ before: id.optional(), after: id.optional() })
    .refine(
      (place) => (place.before === undefined) !== (place.after === undefined),
      "Give either before or after.",
    )
    .optional(),
});
export type UpdateTaskInput = z.input<typeof updateTaskInput>;

const recordId = z.string("Give the id of a record.");

/** One operation of many: what its `op` names, with the fields that has when it is asked for alone. */
export const taskOperation = z.discriminatedUnion(
  "op",
  [
    createTaskInput.extend({ op: z.literal("create"), projectId: recordId }),
    updateTaskInput.extend({ op: z.literal("update"), id: recordId }),
    z.strictObject({ op: z.literal("delete"), id: recordId }),
  ],
  "Choose create, update or delete.",
);
export type TaskOperation = z.input<typeof taskOperation>;

export const maxOperations = 100;

/** Many operations on tasks. Each is judged by itself, so that one that is wrong does not keep the others back. */
export const bulkTasksInput = z.strictObject({
  operations: z
    .array(z.unknown(), "Give a list of operations.")
    .min(1, "Give 1 operation or more.")
    .max(maxOperations, `Give ${maxOperations} operations or fewer.`),
});

export const taskSortColumns = ["position", "createdAt", "updatedAt", "dueDate"] as const;
export const taskSorts = signed(taskSortColumns);

export const taskIncludes = ["labels", "assignee", "creator", "project"] as const;
export type TaskInclude = (typeof taskIncludes)[number];

export const getTaskInput = z.strictObject({ include: include(taskIncludes) });
export type GetTaskInput = z.input<typeof getTaskInput>;

export const listTasksInput = z.strictObject({
  status: status.optional(),
  priority: priority.optional(),
  /** `me`, `none`, or a user id. */
  assignee: z.union([z.literal("me"), z.literal("none"), id], "Give me, none or a user id.").optional(),
  label: id.optional(),
  /** Words to be found in the title. */
  query: words(200).optional(),
  archived: z.enum(["true", "false"], "Choose true or false.").optional(),
  /** Changed at that instant or later. */
  updatedSince: since.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  include: include(taskIncludes),
  sort: sort(taskSorts).default("position"),
  limit: limit(50, 500),
  cursor,
});
export type ListTasksInput = z.input<typeof listTasksInput>;

export const listMyTasksInput = page(500, 500).extend({ include: include(taskIncludes) });
export type ListMyTasksInput = z.input<typeof listMyTasksInput>;

export const listArchivedTasksInput = z.strictObject({
  /** Only those of this project. */
  projectId: id.optional(),
  limit: limit(50, 200),
  cursor,
});
export type ListArchivedTasksInput = z.input<typeof listArchivedTasksInput>;

export type { ArchivedTask } from "./archived-outputs";
export type { Task } from "./outputs";
