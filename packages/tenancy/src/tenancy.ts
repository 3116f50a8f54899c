import { type AggregateReport, type Aggregation, aggregateTenants } from "./aggregate";
import { createTenantCache, type TenantCache } from "./cache/tenant-cache";
import { createEngine, type TenancyOptions } from "./engine";
import { assertNoErrors, type DatasourceFinding } from "./findings";
import { createFleetMigrations, type FleetMigrations } from "./fleet-migrations";
import { type ForEachOptions, type ForEachReport, forEachTenant } from "./for-each";
import { gaugesOf, type TenancyGauges } from "./gauges";
import { assertTenantId, newTenantId } from "./ids";
import type { TenantKeys } from "./keys/tenant-keys";
import type { Ahead } from "./look-ahead";
import { assertSlug } from "./names/slug";
import type { Placement } from "./placement";
import type { PlainData } from "./plain-data";
import type { OpenTenant } from "./pool/connection-pool";
import type { TenantRecord } from "./registry";
import { type Survey, type Surveyed, surveyTenant } from "./survey";
import { assertConnectable, movedSince, notFound } from "./tenant-states";
import { createTenants, type Tenants } from "./tenants";

/** Handles on tenants, and their life. Whoever holds a handle reaches that one tenant and nothing else. */
export interface Tenancy<Client> {
  /**
   * A handle on the tenant of that slug. It may be kept: it reopens by itself after eviction, and is refused
   * once the tenant is suspended or deleted.
   *
   * Throws `slug_invalid`, `tenant_not_found`, `tenant_provisioning`, `tenant_suspended`, `tenant_deleting`,
   * `tenant_outdated`, `datasource_missing`; creates nothing, whatever the slug.
   */
  connect(slug: string): Promise<Client>;
  /** As `connect`, by id; throws `tenant_id_invalid` for what is none. */
  connectById(id: string): Promise<Client>;
  /**
   * As `connectById`, for whoever reads the tenant's record together with something else: `find` reads it from the same
   * place as the registry, now, and what it throws is passed on. It is asked again when the tenant was moved meanwhile.
   */
  connectFound<Found extends { record: TenantRecord }>(
    find: () => Promise<Found>,
  ): Promise<{ client: Client; found: Found }>;
  /**
   * Where `create` would place the next tenant; for whoever writes a `provisioning` record of their own. Throws
   * `datasource_unknown` when the policy names none.
   */
  placeNewTenant(): Promise<Placement>;
  /**
   * Gives a tenant the key of its place to be, where places have keys: for whoever writes a `provisioning` record of their
   * own, in the same transaction, which `keys` are of. Throws `datasource_unknown`.
   */
  reserveKey(tenantId: string, datasource: string, keys: TenantKeys): Promise<void>;
  /** The datasources that take tenants. */
  places(): Placement[];
  readonly tenants: Tenants<Client>;
  readonly migrations: FleetMigrations<Client>;
  /**
   * Runs `work` on every active tenant, a few at once, each with its own handle. A failure is reported with
   * its tenant and does not stop the rest.
   */
  forEach(
    work: (db: Client, tenant: TenantRecord) => Promise<void>,
    options?: ForEachOptions,
  ): Promise<ForEachReport>;
  /**
   * Asks every active tenant by itself, as `forEach` does, and puts the answers together. While `read` runs, the handle
   * it was given is the only one that answers (`tenants_mixed`), and what it returns is copied, so that nothing that
   * reaches a database gets out (`data_not_plain`). A failure is reported with its tenant and does not stop the rest.
   */
  aggregate<Part extends PlainData, Result>(
    aggregation: Aggregation<Client, Part, Result>,
  ): Promise<AggregateReport<Result>>;
  /**
   * Has one tenant answer a statement that reads, and tells its size: for figures of many tenants, of which most are
   * closed. No client is made. Throws as `connectById` does.
   * @param ahead what `lookAhead` read of the tenant; one that may be otherwise by now is looked up again
   */
  survey(id: string, survey: Survey, ahead?: Ahead): Promise<Surveyed>;
  /**
   * Reads at once where these tenants are and what opens them, for whoever surveys them one after the other: three
   * questions instead of one or more for each tenant. Opens none of them, and throws for none.
   */
  lookAhead(ids: readonly string[]): Promise<Ahead>;
  /**
   * The tenant's cached values, which no other tenant's key reaches. Emptied when the tenant's status changes and when
   * it is deleted. Throws `tenant_id_invalid`; whether there is such a tenant, each call finds out.
   */
  cache(tenantId: string): TenantCache;
  /** How busy tenants' connections are, and each server's. */
  gauges(): TenancyGauges;
  /** The tenants with an open connection, least recently used first. */
  openTenants(): OpenTenant[];
  /** Closes the tenant's connection once it is not in use. Handles reopen it when they are used again. */
  closeTenant(id: string): Promise<void>;
  /** As `closeTenant`, for all. */
  closeAll(): Promise<void>;
  /** What weakens the walls between tenants, in every datasource, with the command that mends each. Changes nothing. */
  inspect(): Promise<DatasourceFinding[]>;
  /**
   * For the start of a process: clears leftovers, and throws `tenancy_unsafe` with everything that is to be mended
   * when tenants are not safely apart. Returns what is only worth mending.
   */
  start(): Promise<DatasourceFinding[]>;
  /** Clears what killed processes left in the datasources, and returns how many leftovers there were. */
  sweep(): Promise<number>;
  /**
   * Ends everything, once queries under way are done. Handles are refused from then on. Throws what could not be closed
   * when all the rest is, several as an AggregateError.
   */
  close(): Promise<void>;
}

async function closeInTurn(closings: Iterable<() => Promise<unknown>>): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closings) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 1) throw new AggregateError(failures, "Several parts could not be closed.");
  if (failures.length === 1) throw failures[0];
}

/**
 * Puts a registry, datasources and a way of making clients together. Opens nothing by itself. Throws
 * `datasource_unknown` when it is not clear where new tenants go.
 */
export function createTenancy<Client>(options: TenancyOptions<Client>): Tenancy<Client> {
  const engine = createEngine(options);
  const { registry, pool } = engine;

  async function handle(asked: string, find: () => Promise<TenantRecord | null>): Promise<Client> {
    const { client } = await connectFound(async () => {
      const record = await find();
      if (record === null) throw notFound(asked);
      return { record };
    });
    return client;
  }

  async function connectFound<Found extends { record: TenantRecord }>(
    find: () => Promise<Found>,
  ): Promise<{ client: Client; found: Found }> {
    const tries = 2;
    for (let tried = 1; ; tried++) {
      const { epoch } = pool;
      const found = await find();
      assertConnectable(found.record);
      if (await engine.open(found.record, epoch)) return { client: engine.client(found.record), found };
      // It was moved in between, which takes longer than to look again.
      if (tried === tries) throw movedSince(found.record);
    }
  }

  async function sweep(): Promise<number> {
    let removed = 0;
    for (const datasource of Object.values(options.datasources)) removed += await datasource.sweep();
    return removed;
  }

  async function inspect(): Promise<DatasourceFinding[]> {
    const findings: DatasourceFinding[] = [];
    for (const [name, datasource] of Object.entries(options.datasources)) {
      for (const finding of (await datasource.inspect?.()) ?? [])
        findings.push({ datasource: name, ...finding });
    }
    return findings;
  }

  function places(): Placement[] {
    const anyone = newTenantId();
    return Object.entries(options.datasources)
      .filter(([, { accepts }]) => accepts?.(anyone) !== false)
      .map(([datasource, { model }]) => ({ isolation: model, datasource }));
  }

  /** How each part is closed. Clients are looked up when it is their turn: queries under way may make some. */
  function* parts(): Generator<() => Promise<unknown>> {
    yield () => pool.end();
    yield () => engine.coordination.leave();
    for (const client of engine.clients()) yield () => options.closeClient(client);
    for (const datasource of Object.values(options.datasources)) yield async () => datasource.close?.();
    yield () => engine.cache.close();
  }

  return {
    connect: async (slug) => handle(assertSlug(slug), () => registry.findBySlug(slug)),
    connectFound,
    connectById: async (id) => handle(assertTenantId(id), () => registry.findById(id)),
    placeNewTenant: engine.placeNewTenant,
    reserveKey: async (tenantId, name, keys) =>
      engine.datasource(name).reserve?.(assertTenantId(tenantId), keys),
    places,
    tenants: createTenants(engine),
    migrations: createFleetMigrations(engine),
    forEach: (work, forEachOptions = {}) => forEachTenant(engine, work, forEachOptions),
    survey: (id, survey, ahead) => surveyTenant(engine, id, survey, ahead),
    lookAhead: (ids) => engine.lookAhead(ids),
    aggregate: (aggregation) => aggregateTenants(engine, aggregation),
    cache: (tenantId) => createTenantCache(engine.cache, tenantId, engine.admit),
    gauges: () => gaugesOf(engine),
    openTenants: () => pool.openTenants(),
    closeTenant: (id) => pool.close(id),
    closeAll: () => pool.closeAll(),
    inspect,
    async start() {
      await engine.coordination.enter();
      await sweep();
      const findings = await inspect();
      assertNoErrors(findings);
      return findings;
    },
    sweep,
    close: () => closeInTurn(parts()),
  };
}
