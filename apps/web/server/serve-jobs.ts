import { countRequests, type Platform, type RequestCounts, startJobs } from "@acre/core/platform";

/** What a server does beside answering requests: counting them, and scheduled jobs unless ACRE_JOBS is off. */
export async function serveJobs(
  platform: Platform,
): Promise<{ counts: Pick<RequestCounts, "count">; stop: () => Promise<void> }> {
  const jobs = platform.env.jobs ? await startJobs(platform) : null;
  const counts = countRequests(platform);
  return {
    counts,
    async stop() {
      await jobs?.stop();
      await counts.stop();
    },
  };
}
