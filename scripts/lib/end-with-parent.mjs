const LOOK_EVERY_MS = 500;

/**
 * Ends this process, as SIGTERM would, when the one that started it is gone. npm puts a shell in between that
 * dies of a signal without passing it on, which would leave the server running with nobody to stop it.
 */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, "SIGTERM");
  }, LOOK_EVERY_MS);
  look.unref();
}
