import { createHmac, randomUUID } from "node:crypto";
import { createFleetLedger, openStore, type PostgresOptions } from "@acre/db/platform";
import { keepAnchors } from "./audit/keep-anchors";
import { RefusalLog } from "./audit/refusals";
import { Undertakings } from "./console/undertakings";
import type { DataDir } from "./data-dir";
import { explainDatabaseTrouble } from "./database-trouble";
import { encryptTenants } from "./encrypt-tenants";
import type { Env } from "./env";
import { reapAcceptances } from "./invitations/reap-acceptances";
import { createLimits } from "./limits";
import { openLimits } from "./limits/open-limits";
import { createMailer } from "./mail/mailer";
import { masterKeysOf } from "./master-keys";
import { migrateAtStart } from "./migrations/migrate-at-start";
import { reapOnboardings } from "./onboarding/reap-onboardings";
import { rewrapBackupKeys } from "./operators/backups/backup-key";
import { endInterrupted } from "./operators/end-interrupted";
import type { Platform } from "./platform";
import { claimStore } from "./store-kind";
import { systemNetwork } from "./webhooks/network";

/** What starting did, for the one screen the operator reads. */
export interface BootReport {
  /** Names of the migrations applied to the catalog. */
  catalogMigrations: string[];
  tenants: { total: number; migrated: number; failed: { tenant: string; error: string }[] };
  /** Sign-ups that a killed process had left unfinished. */
  finishedSignUps: number;
}

export interface BootOptions {
  /** Where people reach the application when the environment does not say, such as http://localhost:3000. */
  localUrl: string;
  /** Receives lines for the log: links that were not mailed, and trouble that was survived. */
  log: (line: string) => void;
  /** Receives trouble that was survived; `log` does unless said. */
  warn?: Platform["warn"];
}

/**
 * Brings the installation up on its data folder, which the caller opened: migrates the catalog and the tenants that an
 * older version left, finishes or takes back what a killed process was doing. Beside another process, which did all that, it changes nothing.
 * @throws TenancyError `tenancy_unsafe` when something would let one tenant reach another, naming what mends it
 */
export async function bootPlatform(
  env: Env,
  dataDir: DataDir,
  options: BootOptions,
): Promise<{ platform: Platform; report: BootReport; close: () => Promise<void> }> {
  const masterKeys = masterKeysOf(env, dataDir);
  const serverPassword = (server: string) => appPasswordFor(env, dataDir, `postgres app login ${server}`);
  claimStore(dataDir.path, env.database ? "postgresql" : "files");
  const warn: Platform["warn"] =
    options.warn ??
    ((message, error) => options.log(error instanceof Error ? `${message}: ${error.message}` : message));
  const processId = randomUUID();
  const store = await openStore({
    dir: dataDir.path,
    maxOpenTenants: env.maxOpenTenants,
    process: { kind: dataDir.use, processId },
    catalogSchema: dataDir.beside ? "as it is" : "migrate",
    isolation: env.isolation,
    postgres: postgresOptions(env, dataDir),
    masterKeys,
    serverPassword,
    placement: env.placement,
    redisUrl: env.redisUrl,
    onCacheTrouble: (error) => warn("The cache in REDIS_URL cannot be reached; working without it", error),
  }).catch((error: unknown) => {
    throw explainDatabaseTrouble(error);
  });
  const { catalog, tenancy, servers } = store;
  const ledger = createFleetLedger(catalog);
  const platform: Platform = {
    env,
    secrets: { nextAuthSecret: env.nextAuthSecret ?? dataDir.secrets.nextAuthSecret },
    masterKeys,
    publicUrl: env.publicUrl ?? options.localUrl,
    catalog,
    tenancy,
    history: store.history,
    runs: tenancy.migrations.runs(ledger),
    ledger,
    openTenancy: store.openTenancy,
    processId,
    servers,
    serverPassword,
    emptyCatalogLog: store.emptyCatalogLog,
    mailer: createMailer(env.smtp, options.log),
    // Whoever runs a command answers no requests.
    limits: dataDir.use === "serve" ? openLimits(env, catalog, warn) : createLimits("off"),
    refusals: new RefusalLog({ catalog, tenancy, warn }),
    webhookNetwork: systemNetwork(env.webhooksAllowPrivate),
    undertakings: new Undertakings(warn),
    warn,
  };
  const endAnchoring = keepAnchors(platform);
  const close = async () => {
    await platform.mailer.idle();
    platform.limits.close();
    await platform.refusals.close();
    await endAnchoring();
    await store.close();
  };
  try {
    if (dataDir.beside) {
      const tenants = { total: await ledger.count(), migrated: 0, failed: [] };
      return { platform, report: { catalogMigrations: [], tenants, finishedSignUps: 0 }, close };
    }
    await endInterrupted(platform, options.log);
    const encrypted = await encryptTenants(platform);
    if (encrypted > 0)
      options.log(`Workspaces encrypted that an older version had left plain: ${encrypted}.`);
    if (store.rewrappedKeys > 0) options.log(`Keys wrapped by the new master key: ${store.rewrappedKeys}.`);
    const rewrapped = await rewrapBackupKeys(platform);
    if (rewrapped > 0) options.log(`Keys of backups wrapped by the new master key: ${rewrapped}.`);
    for (const { object, problem, fix } of await tenancy.start()) {
      options.log(`${object}: ${problem}. Mend it with: ${fix}`);
    }
    // Whoever runs a command says when the fleet is brought further.
    const tenants =
      dataDir.use === "serve"
        ? await migrateAtStart(platform, options.log)
        : { total: await ledger.count(), migrated: 0, failed: [] };
    const finishedSignUps = await reapOnboardings(platform);
    await reapAcceptances(platform);
    return {
      platform,
      report: { catalogMigrations: store.catalogMigrations, tenants, finishedSignUps },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function postgresOptions(env: Env, dataDir: DataDir): PostgresOptions | null {
  if (!env.database) return null;
  const appPassword = appPasswordFor(env, dataDir, "postgres app login");
  return { ownerUrl: env.database.ownerUrl, appUrl: env.database.appUrl, appPassword };
}

// Derived, so that it need not be kept: every start with the same secrets finds the login it made.
function appPasswordFor(env: Env, dataDir: DataDir, purpose: string): string {
  // Processes that are given one master key share the login too. After a change of it, start sets the password anew.
  const masterKey = env.masterKey?.toString("base64url") ?? dataDir.secrets.masterKey;
  return createHmac("sha256", masterKey).update(purpose).digest("base64url");
}
