import { dayMs } from "../../durations";
import { archiveCompleted } from "../../tasks/archive-completed";
import { tenantColumns, tenantOf } from "../workspaces/tenant-of";
import type { TenantJob } from "./job";

/** For how long a completed task stays where it is, in days. */
const days = 90;

export const archiveTasks: TenantJob = {
  name: "archive-tasks",
  about: `puts tasks away that were completed more than ${days} days ago`,
  cron: "15 1 * * *",
  scope: "tenant",
  statuses: ["active"],
  async run({ platform, signal, pause, now }, { id }) {
    const row = await platform.catalog.tenant.findUniqueOrThrow({ where: { id }, select: tenantColumns });
    const archived = await archiveCompleted(await platform.tenancy.connectById(id), tenantOf(row), {
      before: new Date(now.getTime() - days * dayMs),
      signal,
      pause,
    });
    return { archived };
  },
};
