import type { Comparison } from "../comparison";
import type { Ground } from "../ground";
import { coldOpen } from "./cold-open";
import { insertTask } from "./insert-task";
import { newTenant } from "./new-tenant";
import { onboarding } from "./onboarding";
import { roundRobin } from "./round-robin";
import { taskQuery } from "./task-query";

/** Everything that can be measured, by the name that `--only` takes, in the order of the table. */
export const rows: Readonly<Record<string, (ground: Ground) => Promise<Comparison>>> = {
  onboarding,
  "new-tenant": newTenant,
  "task-query": taskQuery,
  "round-robin": roundRobin,
  "cold-open": coldOpen,
  "insert-task": insertTask,
};
