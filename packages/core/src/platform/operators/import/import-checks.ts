import type { ValueCheck, ValueChecks } from "@acre/tenancy";
import type { z } from "zod";
import { color, email } from "../../../fields";
import { createLabelInput } from "../../../labels/inputs";
import { createProjectInput, projectStatuses } from "../../../projects/inputs";
import { roles } from "../../../rights";
import { companyName, personName } from "../../../settings/inputs";
import { createTaskInput, taskPriorities, taskStatuses } from "../../../tasks/inputs";
import { plans } from "../set-plan";

const task = createTaskInput.shape;
const project = createProjectInput.shape;

/** What an imported value has to be, by table and column: what anybody who typed it in would be held to. */
export const importChecks: ValueChecks = {
  users: { email: as(email), name: as(personName), role: oneOf(roles), account_id: nothing },
  company_settings: { name: as(companyName), plan: oneOf(plans) },
  projects: {
    key: as(project.key),
    name: as(project.name),
    description: as(project.description),
    status: oneOf(projectStatuses),
    color: as(color),
  },
  tasks: {
    title: as(task.title),
    description: as(task.description),
    status: oneOf(taskStatuses),
    priority: oneOf(taskPriorities),
    due_date: as(task.dueDate),
    number: atLeastOne,
  },
  labels: { name: as(createLabelInput.shape.name), color: as(color) },
};

function as(schema: z.ZodType<string | null | undefined>): ValueCheck {
  return (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : undefined;
  };
}

function oneOf(words: readonly string[]): ValueCheck {
  return (value) => (typeof value === "string" && words.includes(value) ? value : undefined);
}

function atLeastOne(value: unknown): number | undefined {
  return typeof value === "number" && value >= 1 ? value : undefined;
}

// No account of this installation stands behind somebody's user of elsewhere.
function nothing(): undefined {
  return undefined;
}
