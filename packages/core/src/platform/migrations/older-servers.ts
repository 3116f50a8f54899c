import type { Platform } from "../platform";

/** A server that runs now with code of an older schema. */
export interface OlderServer {
  id: string;
  /** The newest tenant migration that it knows; null for code from before that was noted. */
  schema: string | null;
}

/**
 * The servers that serve right now and do not know the newest tenant migration. Takes a moment for each, and as long as a
 * lease for one that died and was not missed yet.
 */
export async function olderServers({ catalog, history, processId, runs }: Platform): Promise<OlderServer[]> {
  const newest = history.sqlite.at(-1)?.name;
  if (newest === undefined) return [];
  const servers = await catalog.serverProcess.findMany({
    where: {
      kind: "serve",
      id: { not: processId },
      OR: [{ schema: null }, { schema: { lt: newest } }],
    },
    select: { id: true, schema: true },
    orderBy: { startedAt: "asc" },
  });
  const alive = await Promise.all(servers.map(({ id }) => runs.isAlive(id)));
  return servers.filter((_, index) => alive[index]);
}
