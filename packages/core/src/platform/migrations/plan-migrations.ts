import { wavesOf } from "@acre/tenancy";
import { findTenant } from "../operators/find-tenant";
import type { Operator } from "../operators/operator";
import { type DeployInput, deployInput } from "./inputs";
import { type JudgedMigration, judgeMigrations } from "./judge-migrations";
import { type OlderServer, olderServers } from "./older-servers";

/** What a deployment would do. */
export interface MigrationPlan {
  tenants: number;
  migrations: JudgedMigration[];
  waves: { name: string; tenants: number }[];
  olderServers: OlderServer[];
  /** Why it would be refused as it is; null when it would not. */
  refused: string | null;
}

/** Looks ahead; changes nothing. @throws as `deployMigrations` for what is no plan */
export async function planMigrations(
  { platform }: Operator,
  input: DeployInput = {},
): Promise<MigrationPlan> {
  const { canary, waves, force } = deployInput.parse(input);
  const { runs, history, ledger } = platform;
  for (const slug of canary) await findTenant(platform, slug);
  const lag = await runs.lag();
  const names = [...new Set([...lag.migrations.sqlite, ...lag.migrations.postgresql])].sort();
  const migrations = judgeMigrations(history, names);
  const older = await olderServers(platform);
  const open = await ledger.open();
  const breaks = !force && older.length > 0 && migrations.some(({ additive }) => !additive);
  let reached = 0;
  return {
    tenants: lag.tenants,
    migrations,
    waves: wavesOf(waves, Math.max(0, lag.tenants - canary.length), canary.length > 0).map(
      ({ name, upTo }) => {
        const size = upTo === null ? canary.length : upTo - reached;
        reached = upTo ?? reached;
        return { name, tenants: size };
      },
    ),
    olderServers: older,
    refused: open
      ? `Run ${open.id} is ${open.status} and has not ended.`
      : breaks
        ? "A migration does not only add, and a server of an older version serves right now."
        : null,
  };
}
