/** Whether a workspace's time is up: whoever asks is told that there is none, whether it is erased yet or not. */
export function isDue({ deleteAt }: { deleteAt: Date | null }, now = new Date()): boolean {
  return deleteAt !== null && deleteAt <= now;
}

/** The same as a condition of the catalog: those whose time is not up. */
export function notDue(now = new Date()) {
  return { OR: [{ deleteAt: null }, { deleteAt: { gt: now } }] };
}
