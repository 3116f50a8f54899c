import { coldOpen } from "./files/cold-open";
import { insertTask } from "./files/insert-task";
import { roundRobin } from "./files/round-robin";
import { taskQuery } from "./files/task-query";
import { backup } from "./life/backup";
import { claim } from "./life/claim";
import { copy } from "./life/copy";
import { fleet } from "./life/fleet";
import { move } from "./life/move";
import { newTenant } from "./life/new-tenant";
import { onboarding } from "./life/onboarding";
import { serverBackup } from "./life/server-backup";
import { statistics } from "./life/statistics";
import type { Row } from "./row";
import { servedTasks } from "./served/tasks";
import { serverColdOpen } from "./server/cold-open";
import { serverInsertTask } from "./server/insert-task";
import { serverNewTenant } from "./server/new-tenant";
import { serverRoundRobin } from "./server/round-robin";
import { serverTaskQuery } from "./server/task-query";

/** Everything that can be measured, by the name that `--only` takes, in the order of the table. */
export const rows: Readonly<Record<string, Row>> = {
  "task-query": { on: "files", prepare: taskQuery },
  "task-query-server": { on: "server", prepare: serverTaskQuery },
  "round-robin": { on: "files", prepare: roundRobin },
  // Each is there twice, in a schema and in rows.
  "round-robin-server": { on: "server", maxOpenTenants: 1000, prepare: serverRoundRobin },
  "insert-task": { on: "files", prepare: insertTask },
  "insert-task-server": { on: "server", prepare: serverInsertTask },
  "cold-open": { on: "files", maxOpenTenants: 1, prepare: coldOpen },
  "cold-open-server": { on: "server", maxOpenTenants: 1, prepare: serverColdOpen },
  "new-tenant": { on: "files", prepare: newTenant },
  "new-tenant-server": { on: "server", prepare: serverNewTenant },
  claim: { on: "files", prepare: claim },
  onboarding: { on: "files", prepare: onboarding },
  copy: { on: "files", prepare: copy },
  backup: { on: "files", prepare: backup },
  statistics: { on: "files", prepare: statistics },
  "backup-server": { on: "server", prepare: serverBackup },
  fleet: { on: "files", prepare: fleet },
  served: { on: "files", prepare: servedTasks },
  move: { on: "server", prepare: move },
};
