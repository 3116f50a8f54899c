/** Brings the place for messages onto the page when the first message wants it. */
function createToasterHost() {
  let wanted = false;
  const watchers = new Set<() => void>();
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  return {
    /** Resolves when messages can be shown. */
    show(): Promise<void> {
      wanted = true;
      for (const watcher of watchers) watcher();
      return isReady;
    },
    ready: () => ready(),
    isWanted: () => wanted,
    subscribe(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

export const toasterHost = createToasterHost();
