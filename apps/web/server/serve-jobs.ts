import { countRequests, type Platform, type RequestCounts, startJobs } from "@acre/core/platform";

/** What a server does beside answering requests, unless ACRE_JOBS is off: scheduled jobs, and counting for them. */
export async function serveJobs(
  platform: Platform,
): Promise<{ counts: Pick<RequestCounts, "count">; stop: () => Promise<void> }> {
  if (!platform.env.jobs) return { counts: { count() {} }, stop: async () => {} };
  const jobs = await startJobs(platform);
  const counts = countRequests(platform);
  return {
    counts,
    async stop() {
      await jobs.stop();
      await counts.stop();
    },
  };
}
