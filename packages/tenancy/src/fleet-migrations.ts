import { awaitsSetUp, type Engine } from "./engine";
import type { FleetLedger } from "./fleet/ledger";
import { type Rehearsal, rehearse } from "./fleet/rehearse";
import { createFleetRuns, type FleetRuns } from "./fleet/runs";
import type { TenantFailure } from "./for-each";
import { assertTenantId } from "./ids";
import { statusAfter, statusDuring } from "./lifecycle/life";
import type { TenantRecord } from "./registry";
import { isConnectable, notFound } from "./tenant-states";
import { eachAtOnce, everyTenant } from "./walk";

export interface TenantMigrationStatus {
  id: string;
  slug: string;
  schemaVersion: string | null;
  /** `unknown`: not a version of this code's history, so perhaps ahead of it. */
  state: "current" | "behind" | "unknown";
  /** Migrations that are missing; null when unknown. */
  pending: number | null;
}

export interface DeployProgress {
  done: number;
  tenant: TenantRecord;
  applied: string[];
  /** Present when this tenant failed. */
  error?: unknown;
}

export interface DeployOptions {
  /** Tenants migrated at once; 1 unless said. */
  concurrency?: number;
  /** Called after each tenant that was not current already. What it throws ends the walk, after those under way. */
  onProgress?: (progress: DeployProgress) => void;
}

export interface DeployReport {
  /** Were up to date and not touched. */
  current: number;
  /** Brought up to date. */
  migrated: number;
  failed: TenantFailure[];
}

/** What a tenant's schema says, and where. */
export interface TenantSchema {
  hash: string;
  datasource: string;
  schemaVersion: string | null;
}

/** Schema changes over all tenants. */
export interface FleetMigrations<Client> {
  /** Where every tenant stands, by the registry; no tenant is opened. */
  status(): Promise<TenantMigrationStatus[]>;
  /**
   * Brings every tenant up to date that is not, each closed to others for that moment. Current ones are not
   * opened. A tenant's failure is reported and does not stop the rest; run it again to finish.
   */
  deploy(options?: DeployOptions): Promise<DeployReport>;
  /** Brings one tenant up to date, closed to everybody for that moment, and returns what was applied. */
  migrate(id: string): Promise<string[]>;
  /**
   * What the tenant's schema says, as one hash: see `Datasource.schemaHash`. Looks at once, whoever works on the tenant.
   * Throws `tenant_not_found`.
   */
  schemaHash(id: string): Promise<string>;
  /**
   * The same, with where it was found and in which version, for a tenant that nobody works on: whoever wants it alone
   * waits meanwhile. Throws `tenant_not_found`, `tenant_busy` while somebody has it alone, `lease_lost`.
   */
  schemaOf(id: string): Promise<TenantSchema>;
  /** Tries on a copy of a tenant, which is removed again, what the tenant lacks: see `Rehearsal`. */
  rehearse(id: string): Promise<Rehearsal>;
  /** Runs in waves that are kept in a ledger, paused and resumed: for fleets. */
  runs(ledger: FleetLedger): FleetRuns<Client>;
}

export function createFleetMigrations<Client>(engine: Engine<Client>): FleetMigrations<Client> {
  const { registry } = engine;

  // Tenants in the making, or not made yet, are migrated by their making; those being removed not at all.
  async function* settled(): AsyncGenerator<TenantRecord> {
    for await (const tenant of everyTenant(registry)) {
      if (awaitsSetUp(engine.options, tenant)) continue;
      if (tenant.status !== "provisioning" && tenant.status !== "deleting") yield tenant;
    }
  }

  async function migrate(id: string): Promise<string[]> {
    let applied: string[] = [];
    await engine.coordination.operate(id, { kind: "migrate" }, async (operation) => {
      const status = statusDuring(operation);
      await engine.coordination.ground(operation, { status }, async () => {
        // Moved since it was listed?
        const record = await registry.findById(id);
        if (record === null) throw notFound(id);
        const place = engine.datasourceOf(record);
        ({ applied } = await place.migrate(id));
        return { status: statusAfter(operation), schemaVersion: place.schemaVersion };
      });
    });
    return applied;
  }

  function isCurrent(tenant: TenantRecord): boolean {
    return engine.datasource(tenant.datasource).schemaVersion === tenant.schemaVersion;
  }

  return {
    async status() {
      const all: TenantMigrationStatus[] = [];
      for await (const tenant of settled()) all.push(statusOf(engine, tenant));
      return all;
    },
    async deploy(options = {}) {
      const report: DeployReport = { current: 0, migrated: 0, failed: [] };
      let done = 0;
      await eachAtOnce(settled(), options.concurrency ?? 1, async (tenant) => {
        let outcome: Pick<DeployProgress, "applied" | "error">;
        try {
          if (isCurrent(tenant)) {
            report.current++;
            return;
          }
          outcome = { applied: await migrate(tenant.id) };
          report.migrated++;
        } catch (error) {
          report.failed.push({ id: tenant.id, slug: tenant.slug, error });
          outcome = { applied: [], error };
        }
        // Not within: what it throws is no failure of the tenant.
        options.onProgress?.({ done: ++done, tenant, ...outcome });
      });
      return report;
    },
    migrate: async (id) => migrate(assertTenantId(id)),
    async schemaHash(id) {
      const record = await registry.findById(assertTenantId(id));
      if (record === null) throw notFound(id);
      return engine.datasourceOf(record).schemaHash(record.id);
    },
    schemaOf: async (id) => schemaOf(engine, assertTenantId(id)),
    rehearse: async (id) => rehearse(engine, assertTenantId(id)),
    runs: (ledger) => createFleetRuns(engine, ledger),
  };
}

async function schemaOf<Client>(engine: Engine<Client>, id: string): Promise<TenantSchema> {
  const found = await engine.registry.findById(id);
  if (found === null) throw notFound(id);
  const read = async (record: TenantRecord): Promise<TenantSchema> => {
    const { datasource, schemaVersion } = record;
    return { hash: await engine.datasourceOf(record).schemaHash(id), datasource, schemaVersion };
  };
  // One that cannot be opened is held by nobody, so that nobody has to wait for whoever looks.
  if (!isConnectable(found) || engine.datasourceOf(found).isBehind(found.schemaVersion)) {
    await engine.coordination.enter();
    await engine.coordination.assertOpenable(id);
    return read(found);
  }
  const { lease, record } = await engine.lend(id);
  try {
    return await read(record);
  } finally {
    lease.discard();
  }
}

function statusOf<Client>(engine: Engine<Client>, tenant: TenantRecord): TenantMigrationStatus {
  const pending = engine.datasource(tenant.datasource).pending(tenant.schemaVersion);
  const state = pending === null ? "unknown" : pending === 0 ? "current" : "behind";
  return { id: tenant.id, slug: tenant.slug, schemaVersion: tenant.schemaVersion, state, pending };
}
