import { z } from "zod";
import { memberRole } from "../../../members/inputs";
import { projectStatuses } from "../../../projects/inputs";
import { taskPriorities, taskStatuses } from "../../../tasks/inputs";

/** Column values by name, as the models or the tables call them. */
export const rowInput = z
  .record(z.string(), z.unknown())
  .refine((row) => Object.keys(row).length > 0, "Say at least one column.");

export type RowInput = z.infer<typeof rowInput>;

export const rowsInput = z.array(rowInput).min(1, "There are no rows.");

/** What columns may hold beyond their types, where the product relies on it. */
export const columnRules: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  User: { role: memberRole, email: z.email("That is no e-mail address.") },
  Project: { status: z.enum(projectStatuses, `Choose one of ${projectStatuses.join(", ")}.`) },
  Task: {
    status: z.enum(taskStatuses, `Choose one of ${taskStatuses.join(", ")}.`),
    priority: z.enum(taskPriorities, `Choose one of ${taskPriorities.join(", ")}.`),
    dueDate: z.iso.date("A day is written like 2026-11-21.").nullable(),
  },
  CompanySettings: { plan: z.enum(["trial", "pro"], "Choose trial or pro.") },
};
