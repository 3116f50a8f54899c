import type { Platform } from "../platform";

const aMinute = 60_000;
// Keys whose use is being written, so that a hundred requests at once write it once.
const underWay = new Set<string>();

/** Keeps when a key was last used, at most once a minute and beside the request, which does not wait for it. */
export function noteUse(
  { catalog, warn }: Platform,
  { id, lastUsedAt }: { id: string; lastUsedAt: Date | null },
  now: Date,
): void {
  if (underWay.has(id) || (lastUsedAt && now.getTime() - lastUsedAt.getTime() < aMinute)) return;
  underWay.add(id);
  catalog.apiKey
    .updateMany({ where: { id }, data: { lastUsedAt: now } })
    .catch((error: unknown) => warn("The use of an API key could not be noted", error))
    .finally(() => underWay.delete(id));
}
