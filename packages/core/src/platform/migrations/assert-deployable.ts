import { type FleetLag, TenancyError } from "@acre/tenancy";
import type { Platform } from "../platform";
import { judgeMigrations } from "./judge-migrations";
import { olderServers } from "./older-servers";

/**
 * Refuses migrations that servers of the version before, which run right now, would not survive.
 * @throws TenancyError `migration_not_additive` naming migration, statement and servers
 */
export async function assertDeployable(platform: Platform, { migrations }: FleetLag): Promise<void> {
  const names = [...new Set([...migrations.sqlite, ...migrations.postgresql])].sort();
  const breaking = judgeMigrations(platform.history, names).find(({ additive }) => !additive);
  if (breaking === undefined) return;
  const older = await olderServers(platform);
  if (older.length === 0) return;
  const [risk] = breaking.risks;
  throw new TenancyError(
    "migration_not_additive",
    `Migration ${breaking.name} does not only add (${risk?.statement ?? ""}: ${risk?.why ?? ""}), and ${older.length === 1 ? "a server" : `${older.length} servers`} of an older version ${older.length === 1 ? "serves" : "serve"} right now (process ${older.map(({ id }) => id).join(", ")}). Stop it first, split the change, or force it with --force.`,
  );
}
