import { minuteMs } from "../../durations";
import { backUpTenants } from "../backup-schedule/back-up-tenants";
import { pruneExpiredBackups } from "../backup-schedule/prune-expired";
import { reapOnboardings } from "../onboarding/reap-onboardings";
import { endInterrupted } from "../operators/end-interrupted";
import type { Platform } from "../platform";
import { refreshStatistics } from "../statistics/refresh-statistics";
import { endTrials } from "../workspaces/end-trials";
import { eraseDue } from "../workspaces/erase-due";
import { archiveTasks } from "./archive-tasks";
import type { InstallationJob, Job } from "./job";
import { purgeCatalog } from "./purge-catalog";
import { purgeTrashOf } from "./purge-trash";
import { purgeWorkspaces } from "./purge-workspaces";

const finishSignUps: InstallationJob = {
  name: "finish-sign-ups",
  about: "finishes workspaces that were being made when their process ended",
  cron: "*/10 * * * *",
  scope: "installation",
  // A sign-up that is under way takes seconds.
  run: async ({ platform, now }) => ({
    finished: await reapOnboardings(platform, new Date(now.getTime() - 5 * minuteMs)),
  }),
};

const finishOperations: InstallationJob = {
  name: "finish-operations",
  about: "finishes or takes back moves, copies and the like that a process died over",
  cron: "*/10 * * * *",
  scope: "installation",
  run: async ({ platform }) => ({ ...(await endInterrupted(platform, platform.warn)) }),
};

const eraseWorkspaces: InstallationJob = {
  name: "erase-workspaces",
  about: "erases workspaces whose seven days are over",
  cron: "20 * * * *",
  scope: "installation",
  run: async ({ platform }) => ({ erased: await eraseDue(platform) }),
};

const closeEndedTrials: InstallationJob = {
  name: "end-trials",
  about: "makes workspaces read-only whose trial is over",
  cron: "10 0 * * *",
  scope: "installation",
  run: async ({ platform }) => ({ ...(await endTrials(platform)) }),
};

const countWorkspaces: InstallationJob = {
  name: "count-workspaces",
  about: "counts what is in every workspace, and the day's totals",
  cron: "5 * * * *",
  scope: "installation",
  async run({ platform, signal, pause }) {
    const { counted, failed } = await refreshStatistics(platform, {
      concurrency: 1,
      pause,
      onProgress: () => signal.throwIfAborted(),
    });
    return { counted, failed: failed.length };
  },
};

/** Every job of an installation. */
export function jobsOf({ env }: Pick<Platform, "env">): readonly Job[] {
  return [
    finishSignUps,
    finishOperations,
    countWorkspaces,
    eraseWorkspaces,
    closeEndedTrials,
    archiveTasks,
    purgeTrashOf,
    purgeWorkspaces,
    purgeCatalog,
    ...(env.backups ? [backUpTenants(env.backups)] : []),
    pruneExpiredBackups,
  ];
}
