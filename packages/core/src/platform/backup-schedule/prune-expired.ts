import type { InstallationJob } from "../jobs/job";
import { pruneBackups } from "../operators/backups/prune-backups";

export const pruneExpiredBackups: InstallationJob = {
  name: "prune-backups",
  about: "removes backups whose time is over",
  cron: "30 4 * * *",
  scope: "installation",
  async run({ platform }) {
    const removed = await pruneBackups({ platform, actor: "system" });
    return { removed: removed.length };
  },
};
