import type { TenantDb } from "@acre/db";
import type { AddedServers, AppTenancy, CatalogDb, Store, TenantHistory } from "@acre/db/platform";
import type { FleetLedger, FleetRuns, MasterKeys } from "@acre/tenancy";
import type { RefusalLog } from "./audit/refusals";
import type { Undertakings } from "./console/undertakings";
import type { Secrets } from "./data-dir";
import type { Env } from "./env";
import type { Limits } from "./limits";
import type { Mailer } from "./mail/mailer";
import type { WebhookNetwork } from "./webhooks/network";

/**
 * The running installation: its catalog, its tenants and its way to send mail. Only functions in this folder take it;
 * the domain sees one tenant's context and never this.
 */
export interface Platform {
  readonly env: Env;
  readonly secrets: Pick<Secrets, "nextAuthSecret">;
  /** Wrap the keys of what is kept: tenants' files, and backups. */
  readonly masterKeys: MasterKeys;
  /** Where people reach the application, without a slash at the end. */
  readonly publicUrl: string;
  readonly catalog: CatalogDb;
  /** Leaves nothing in the catalog's log of what was deleted from it. */
  readonly emptyCatalogLog: () => Promise<void>;
  readonly tenancy: AppTenancy;
  /** The migrations that tenants go through. */
  readonly history: TenantHistory;
  /** Runs of migrations over the fleet, and what is known of them. */
  readonly runs: FleetRuns<TenantDb>;
  readonly ledger: FleetLedger;
  /** The engine once more, for a branch's history; the caller closes it. */
  readonly openTenancy: Store["openTenancy"];
  /** Servers beside the first, as far as this process has heard of them. */
  readonly servers: AddedServers;
  /** The password of the application's own login on a server that is added. */
  readonly serverPassword: (server: string) => string;
  readonly mailer: Mailer;
  /** How often what may be done. */
  readonly limits: Limits;
  /** Long work that operators started from the console, and how far it has come. */
  readonly undertakings: Undertakings;
  /** Accesses that were refused, on their way to the workspaces' logs. */
  readonly refusals: RefusalLog;
  /** How messages to webhooks find their way out. */
  readonly webhookNetwork: WebhookNetwork;
  /** This process among those of the installation. */
  readonly processId: string;
  /** Tells the operator of something that went wrong and was survived. Never content, never secrets. */
  readonly warn: (message: string, error?: unknown) => void;
}
