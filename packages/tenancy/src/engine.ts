import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { LRUCache } from "lru-cache";
import type { CacheStore } from "./cache/cache-store";
import { forgiving } from "./cache/forgiving-store";
import { createMemoryCache } from "./cache/memory-store";
import type { GroundOptions, Outcome } from "./coordination/alone";
import { type Coordination, createCoordination } from "./coordination/coordination";
import type { Claim, CoordinationOptions } from "./coordination/membership";
import { movingAdapter } from "./coordination/moving-adapter";
import type { OperateOptions, Operation } from "./coordination/operations";
import type { Datasource } from "./datasource";
import { TenancyError } from "./errors";
import type { ReadKeys } from "./keys/tenant-keys";
import { type Ahead, lookAhead } from "./look-ahead";
import { createPlacing, type Placement, type PlacementPolicy } from "./placement";
import { ConnectionPool, type Lease, type Opened } from "./pool/connection-pool";
import { LoopShares } from "./pool/loop-shares";
import { createPooledAdapterFactory } from "./pool/pooled-adapter";
import type { IsolationModel, Opening, Registry, TenantRecord } from "./registry";
import type { SqlDialect } from "./sql/dialect";
import { assertConnectable, isOnlyRead, movedSince, nameOf, notFound } from "./tenant-states";

export interface TenancyOptions<Client> {
  registry: Registry;
  /** The places where tenants live, by the name that the registry records. Read anew each time. */
  datasources: Readonly<Record<string, Datasource>>;
  /**
   * Brings `datasources` up to date, where places come and go while processes run. Called when a tenant is recorded at
   * one that is not known, and before any work that goes over all of them.
   */
  refreshDatasources?: () => Promise<void>;
  /** Makes a client over an adapter that can reach one tenant only, for example `new PrismaClient({ adapter })`. */
  createClient: (adapter: SqlDriverAdapterFactory, model: IsolationModel) => Client;
  /** Releases what a client holds, for example `client.$disconnect()`. Called when no query can be running. */
  closeClient: (client: Client) => Promise<void>;
  /** How many tenants' connections to keep open; 500 unless said. */
  maxOpenTenants?: number;
  /** How long a tenant's connection stays open that nobody uses, in milliseconds; 300,000 unless said, 0 for always. */
  idleTimeoutMs?: number;
  /**
   * `lazy`: the place of a registered tenant that was never set up is made on first access. `explicit`, unless
   * said: only `create` and `provision` make places.
   */
  setUp?: "explicit" | "lazy";
  /** Where new tenants go: a datasource, or a policy that names one; may be left out when there is one datasource. */
  newTenants?: { datasource: string } | PlacementPolicy;
  /** Where tenants' caches are kept: in this process unless said. See `createMemoryCache` and `createRedisCache`. */
  cache?: CacheStore;
  /** Told when the cache cannot be reached, once until it can be again. */
  onCacheTrouble?: (error: unknown) => void;
  /** Words that no tenant may be called, on top of the built-in ones. */
  reservedSlugs?: readonly string[];
  /** Where several processes use the same tenants: how they learn of each other. Without it there is this one alone. */
  coordination?: CoordinationOptions;
}

// As Prisma calls them.
const providers: Record<SqlDialect, SqlDriverAdapterFactory["provider"]> = {
  sqlite: "sqlite",
  postgresql: "postgres",
};

/** What the parts of a tenancy share. */
export interface Engine<Client> {
  readonly options: TenancyOptions<Client>;
  readonly registry: Registry;
  readonly pool: ConnectionPool;
  /** Tenants' caches, which never reject. */
  readonly cache: CacheStore;
  /** Shares of the event loop between the tenants whose driver computes on it. */
  readonly shares: LoopShares;
  /** Says where the next tenant goes. */
  placeNewTenant(): Promise<Placement>;
  datasource(name: string): Datasource;
  /** The tenant's datasource; throws when it is of another model than the registry says. */
  datasourceOf(record: TenantRecord): Datasource;
  /** The tenant's client, made now or before. Asks nobody whether it may be used: its every query does. */
  client(record: TenantRecord): Client;
  /** Reads at once what opening these tenants takes: see `Tenancy.lookAhead`. */
  lookAhead(ids: readonly string[]): Promise<Ahead>;
  /**
   * Lends the tenant's connection, opened now if it is not, and what the registry says of the tenant.
   * @param ahead serves for as long as it holds
   */
  lend(id: string, ahead?: Ahead): Promise<{ lease: Lease; record: TenantRecord }>;
  /** A client that may also work on a tenant in the making; `finish` ends that privilege. */
  provisioningClient(record: TenantRecord): { client: Client; finish(ready: boolean): Promise<void> };
  /** Runs `work` with a client over data under an id that no tenant has, such as what was put beside one. */
  beside(place: Datasource, id: string, work: (client: Client) => Promise<void>): Promise<void>;
  /** Throws when the tenant may not be worked with, by the rule for its handle: what is open has been admitted. */
  admit(id: string): Promise<void>;
  /**
   * Opens the tenant's connection with what the registry said at `epoch`, or says why not. False when the tenant was moved
   * since: then it is open, and no client that is made by `record` may use it.
   */
  open(record: TenantRecord, epoch: number): Promise<boolean>;
  /** Lets go of the tenant's client; who holds it may go on using it as far as the registry allows. */
  forgetClient(id: string): Client | undefined;
  clients(): Client[];
  readonly coordination: Coordination;
  /**
   * Has a tenant alone, of all processes, while `work` runs, as the one operation on it: raises its epoch and sets its
   * status in one step, waits until every process let go of it, and then writes what `work` returns into its record,
   * beside the status it had. Throws `tenant_not_found`, `tenant_busy`, `lease_lost`, and what `work` throws.
   */
  alone(
    tenantId: string,
    options: OperateOptions & GroundOptions,
    work: (operation: Operation) => Promise<Outcome>,
  ): Promise<TenantRecord | null>;
}

const fiveMinutes = 5 * 60 * 1000;
// Long enough that a store which does not answer slows nobody down much.
const cacheRestMs = 1000;

type Admission = (record: TenantRecord) => void;

export function createEngine<Client>(options: TenancyOptions<Client>): Engine<Client> {
  const registry = knowingPlaces(options);
  const capacity = options.maxOpenTenants ?? 500;
  const clients = new LRUCache<string, { client: Client; datasource: string }>({ max: capacity });
  const pool = new ConnectionPool(capacity, {
    idleMs: options.idleTimeoutMs ?? fiveMinutes,
    // A client takes more memory than its connection. Who still holds it can use it.
    onIdle: (id) => clients.delete(id),
  });
  const coordination = createCoordination(options.coordination, {
    registry,
    pool,
    datasources: options.datasources,
    refreshDatasources: options.refreshDatasources ?? (async () => {}),
    datasourceOf,
    forget: (id) => clients.delete(id),
  });
  const shares = new LoopShares();
  const cache = forgiving(options.cache ?? createMemoryCache(), {
    onTrouble: options.onCacheTrouble ?? (() => {}),
    restMs: cacheRestMs,
  });

  function datasource(name: string): Datasource {
    const found = Object.hasOwn(options.datasources, name) ? options.datasources[name] : undefined;
    if (found !== undefined) return found;
    const known = Object.keys(options.datasources).join(", ");
    throw new TenancyError("datasource_unknown", `There is no datasource "${name}". Configured: ${known}.`);
  }

  function datasourceOf(record: TenantRecord): Datasource {
    const found = datasource(record.datasource);
    if (found.model === record.isolation) return found;
    throw new TenancyError(
      "datasource_unknown",
      `Tenant ${nameOf(record)} is recorded as "${record.isolation}", but datasource "${record.datasource}" keeps tenants as "${found.model}".`,
    );
  }

  async function openRecord(
    found: TenantRecord,
    admit: Admission,
    claim: Claim,
    keys?: ReadKeys,
  ): Promise<Opened> {
    const record = awaitsSetUp(options, found) ? await setUp(found) : found;
    admit(record);
    const readOnly = isOnlyRead(record.status);
    const adapter = await datasourceOf(record).open(record.id, { readOnly, claim, keys });
    const moving = record.status === "moving";
    return {
      adapter: moving ? movingAdapter(adapter, record) : adapter,
      circumstances: circumstancesOf(record),
      place: placeNameOf(datasourceOf(record), record.id),
    };
  }

  // Only of tenants that are registered and open to be used: nothing is made for a name that someone tried.
  async function setUp(record: TenantRecord): Promise<TenantRecord> {
    assertConnectable(record);
    const place = datasourceOf(record);
    await place.provision(record.id);
    await place.flush?.(record.id);
    return registry.update(record.id, { schemaVersion: place.schemaVersion });
  }

  // Asked on every opening, so that a client held since before a suspension or deletion is refused too.
  async function openById(id: string, admit: Admission, found: Admission = () => {}): Promise<Opened> {
    await coordination.enter();
    const claim = coordination.claim();
    const { record, keys } = await findToOpen(id);
    found(record);
    return openRecord(record, admit, claim, keys);
  }

  async function findToOpen(id: string): Promise<Pick<Opening, "record" | "keys">> {
    const opening = await registry.findToOpen?.(id);
    if (opening?.draining === false) return opening;
    if (opening === null) throw notFound(id);
    // In this order: who closes the tenant to others does so before the record says what became of it.
    await coordination.assertOpenable(id);
    const record = await registry.findById(id);
    if (record === null) throw notFound(id);
    return { record };
  }

  // What was just read of the tenant serves where no other process can have changed it since.
  async function openWith(record: TenantRecord, epoch: number): Promise<Opened> {
    if (options.coordination !== undefined || pool.epoch !== epoch)
      return openById(record.id, admitConnectable);
    await coordination.enter();
    return openRecord(record, admitConnectable, coordination.claim());
  }

  async function beside(place: Datasource, id: string, work: (client: Client) => Promise<void>) {
    const name = placeNameOf(place, id);
    const open = async () => {
      const adapter = await place.open(id, { readOnly: false, claim: coordination.claim() });
      return { adapter, circumstances: "", place: name };
    };
    // Of its own: the tenants' connections are counted, and are closed by the tenant.
    const own = new ConnectionPool(1);
    const { dialect, model } = place;
    const adapter = createPooledAdapterFactory({
      place: name,
      moved: () => new TypeError("What lies beside a tenant is not moved."),
      pool: own,
      tenantId: id,
      provider: providers[dialect],
      connectionInfo: place.connectionInfo?.(id),
      open,
    });
    const client = options.createClient(adapter, model);
    try {
      await work(client);
    } finally {
      await options.closeClient(client);
      await own.end();
    }
  }

  function newClient(record: TenantRecord, admission: () => Admission): Client {
    const datasource = datasourceOf(record);
    const { dialect, model } = datasource;
    const adapter = createPooledAdapterFactory({
      pool,
      tenantId: record.id,
      provider: providers[dialect],
      connectionInfo: datasource.connectionInfo?.(record.id),
      place: placeNameOf(datasource, record.id),
      moved: () => movedSince(record),
      open: () => openById(record.id, admission()),
      // PostgreSQL computes elsewhere, and its connections are shared fairly.
      shares: dialect === "sqlite" ? shares : undefined,
    });
    return options.createClient(adapter, model);
  }

  function leadsTo({ place }: Lease, record: TenantRecord): boolean {
    return place === placeNameOf(datasourceOf(record), record.id);
  }

  async function lend(id: string, ahead?: Ahead): Promise<{ lease: Lease; record: TenantRecord }> {
    let found: TenantRecord | null = null;
    const remember: Admission = (record) => {
      found = record;
    };
    const open = () => {
      const known = ahead?.find(id) ?? null;
      if (known === null) return openById(id, admitConnectable, remember);
      remember(known.record);
      return openRecord(known.record, admitConnectable, known.claim, known.keys);
    };
    const lease = pool.acquireNow(id) ?? (await pool.acquire(id, open));
    try {
      const record: TenantRecord | null = found ?? ahead?.find(id)?.record ?? (await registry.findById(id));
      if (record === null) throw notFound(id);
      if (!leadsTo(lease, record)) throw movedSince(record);
      return { lease, record };
    } catch (error) {
      lease.release();
      throw error;
    }
  }

  function client(record: TenantRecord): Client {
    const known = clients.get(record.id);
    if (known?.datasource === record.datasource) return known.client;
    const made = newClient(record, () => admitConnectable);
    clients.set(record.id, { client: made, datasource: record.datasource });
    return made;
  }

  function admitConnectable(record: TenantRecord): void {
    assertConnectable(record);
    assertUpToDate(record, datasourceOf(record));
  }

  function provisioningClient(record: TenantRecord) {
    let admission: Admission = admitProvisioning;
    const made = newClient(record, () => admission);
    return {
      client: made,
      async finish(ready: boolean) {
        admission = admitConnectable;
        if (ready) clients.set(record.id, { client: made, datasource: record.datasource });
        else await options.closeClient(made);
      },
    };
  }

  return {
    options,
    registry,
    pool,
    cache,
    shares,
    placeNewTenant: createPlacing(options, datasource),
    datasource,
    datasourceOf,
    client,
    lookAhead: (ids) => lookAhead({ registry, pool, coordination, datasources: options.datasources }, ids),
    lend,
    provisioningClient,
    beside,
    async admit(id) {
      if (pool.isOpen(id)) return;
      const record = await registry.findById(id);
      if (record === null) throw notFound(id);
      assertConnectable(record);
    },
    async open(record, epoch) {
      pool.refresh(record.id, circumstancesOf(record));
      const known = pool.acquireNow(record.id);
      const lease = known ?? (await pool.acquire(record.id, () => openWith(record, epoch)));
      lease.release();
      return leadsTo(lease, record);
    },
    forgetClient(id) {
      const known = clients.get(id)?.client;
      clients.delete(id);
      return known;
    },
    clients: () => [...clients.values()].map((entry) => entry.client),
    coordination,
    alone: (tenantId, aloneOptions, work) =>
      coordination.operate(tenantId, aloneOptions, (operation) =>
        coordination.ground(operation, aloneOptions, () => work(operation)),
      ),
  };
}

/** The registry, asked for a tenant only together with the place where it is. */
function knowingPlaces<Client>(options: TenancyOptions<Client>): Registry {
  const { registry, datasources, refreshDatasources } = options;
  if (refreshDatasources === undefined) return registry;
  const findToOpen = registry.findToOpen?.bind(registry);
  async function known(record: TenantRecord | null): Promise<TenantRecord | null> {
    if (record !== null && !Object.hasOwn(datasources, record.datasource)) await refreshDatasources?.();
    return record;
  }
  return {
    findBySlug: async (slug) => known(await registry.findBySlug(slug)),
    findById: async (id) => known(await registry.findById(id)),
    findToOpen:
      findToOpen &&
      (async (id) => {
        const opening = await findToOpen(id);
        await known(opening?.record ?? null);
        return opening;
      }),
    async list(listing) {
      const records = await registry.list(listing);
      await known(records.find(({ datasource }) => !Object.hasOwn(datasources, datasource)) ?? null);
      return records;
    },
    load: () => registry.load(),
    insert: (record, inserting) => registry.insert(record, inserting),
    update: (id, patch, updating) => registry.update(id, patch, updating),
    remove: (id) => registry.remove(id),
  };
}

/** Whether a tenant is registered and its place left to be made on first access. */
export function awaitsSetUp<Client>(options: TenancyOptions<Client>, record: TenantRecord): boolean {
  return options.setUp === "lazy" && record.schemaVersion === null && record.status !== "provisioning";
}

/**
 * What a client is made for: it speaks one engine's SQL, with names of one place in it, and cannot follow its tenant to
 * another.
 */
function placeNameOf(datasource: Datasource, tenantId: string): string {
  return `${datasource.model} ${datasource.connectionInfo?.(tenantId).schemaName ?? ""}`;
}

// A connection outlives its circumstances when the tenant is moved, or made read-only, elsewhere.
function circumstancesOf(record: TenantRecord): string {
  return `${record.datasource}, ${isOnlyRead(record.status) ? record.status : "read and write"}, ${record.epoch}`;
}

function admitProvisioning(record: TenantRecord): void {
  if (record.status !== "provisioning") assertConnectable(record);
}

function assertUpToDate(record: TenantRecord, datasource: Datasource): void {
  if (!datasource.isBehind(record.schemaVersion)) return;
  throw new TenancyError(
    "tenant_outdated",
    `Tenant ${nameOf(record)} is at schema ${record.schemaVersion ?? "none"} and this code needs ${datasource.schemaVersion}. Deploy the migrations.`,
  );
}
