// What a server tells of itself: figures, and nothing of anybody's content.
export { type InstallationFacts, installationFacts } from "./installation-facts";
export { countRequests, type RequestCounts } from "./request-counts";
export { type SafeError, safeError } from "./safe-error";
