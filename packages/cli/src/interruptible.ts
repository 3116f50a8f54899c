import { Aborted } from "./aborted";

/**
 * Runs long work that Ctrl-C, or a polite kill, breaks off cleanly: `stop` is raised, what was begun is taken back, and
 * only then the process ends. A second one ends it at once; the next command or start finishes then, or takes back.
 * @param stopped what is said then
 * @throws Aborted when it was broken off; what `work` throws
 */
export async function interruptible<T>(
  work: (stop: AbortSignal) => Promise<T>,
  stopped = "Stopped. Nothing was changed.",
): Promise<T> {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write("\nStopping: what was begun is taken back. Press again not to wait for that.\n");
    controller.abort();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? new Aborted(stopped, { cause: error }) : error;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
