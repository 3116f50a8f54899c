import { dayMs } from "../../durations";
import type { InstallationJob } from "./job";

/** For how long an invitation that ended is kept, to be shown as such, in days. */
const invitationDays = 30;
/** For how long runs are kept, in days. */
const runDays = 90;
// There is one for every tenant and day, and what failed is what one looks for.
const completedTenantRunDays = 14;

export const purgeCatalog: InstallationJob = {
  name: "purge-catalog",
  about:
    "removes links, ended sessions, invitations and limits whose time is over, and the record of jobs of more than 90 days ago",
  cron: "30 2 * * *",
  scope: "installation",
  async run({ platform: { catalog }, now }) {
    const ago = (days: number) => new Date(now.getTime() - days * dayMs);
    const { count: links } = await catalog.emailToken.deleteMany({ where: { expiresAt: { lte: now } } });
    const { count: sessions } = await catalog.endedSession.deleteMany({ where: { expiresAt: { lte: now } } });
    const { count: invitations } = await catalog.invitation.deleteMany({
      where: { expiresAt: { lt: ago(invitationDays) } },
    });
    const { count: limits } = await catalog.rateLimit.deleteMany({ where: { expire: { lte: now } } });
    const { count: runs } = await catalog.jobRun.deleteMany({
      where: {
        status: { not: "running" },
        OR: [
          { startedAt: { lt: ago(runDays) } },
          {
            startedAt: { lt: ago(completedTenantRunDays) },
            status: "completed",
            NOT: { tenantId: "" },
          },
        ],
      },
    });
    return { links, sessions, invitations, limits, runs };
  },
};
