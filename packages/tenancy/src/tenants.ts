import type { Engine } from "./engine";
import { TenancyError } from "./errors";
import { assertTenantId, newTenantId } from "./ids";
import { parseSlug } from "./names/slug";
import { OneAtATime } from "./one-at-a-time";
import type { ListTenantsOptions, TenantRecord } from "./registry";
import { nameOf, notFound } from "./tenant-states";

export interface ProvisionOptions<Client> {
  /**
   * Fills the new tenant before anyone else can see it. Runs again when an earlier attempt was interrupted,
   * so it either works in one transaction that it finds done, or tolerates its own leftovers.
   */
  prepare?: (db: Client) => Promise<void>;
}

export interface CreateTenantOptions<Client> extends ProvisionOptions<Client> {
  slug: string;
  /** A lower-case UUID; a new one unless said. */
  id?: string;
}

/** The life of tenants. */
export interface Tenants<Client> {
  /**
   * Makes a tenant and returns it active. All or nothing: when a step fails, its data and its record are
   * removed again. Throws `slug_invalid`, `slug_reserved`, `slug_taken`, `datasource_exists`, and what
   * `prepare` throws. After a crash the record is left `provisioning`: call `provision` or `delete`.
   */
  create(options: CreateTenantOptions<Client>): Promise<TenantRecord>;
  /**
   * Finishes a tenant whose record is `provisioning`: its place, then `prepare`, then `active`. May be called
   * again whenever it was interrupted; an active tenant is returned as it is. On failure everything stays for
   * the next attempt. Throws `tenant_not_found`, `tenant_not_provisioning`.
   */
  provision(id: string, options?: ProvisionOptions<Client>): Promise<TenantRecord>;
  /** The tenant of that slug, in whatever status, or null. */
  get(slug: string): Promise<TenantRecord | null>;
  getById(id: string): Promise<TenantRecord | null>;
  /** Tenants ordered by id. */
  list(options?: ListTenantsOptions): Promise<TenantRecord[]>;
  /** Changes what a tenant is called, and nothing else. Throws as `create` does for a slug. */
  rename(id: string, slug: string): Promise<TenantRecord>;
  /**
   * Opens a tenant, makes it read-only or closes it, for handles that are held already too: returns when the
   * queries and transactions under way have ended, in every process, and later ones meet the new status. Throws
   * `tenant_not_found`, `tenant_busy`, and `tenant_provisioning` or `tenant_deleting` for one that is not finished.
   */
  setStatus(id: string, status: "active" | "read_only" | "suspended"): Promise<TenantRecord>;
  /**
   * Removes a tenant and all its data for good. Waits for queries and transactions under way; handles held by
   * callers, in every process, are refused from then on. Interrupted, it is finished by calling it again. Throws
   * `tenant_not_found`, `tenant_busy`.
   */
  delete(id: string): Promise<void>;
  /**
   * Puts a tenant under a new key, or one that is still plain under its first, while nobody has it open. Interrupted,
   * it is finished by calling it again. Throws `tenant_not_found`, `tenant_busy`, `keys_unsupported` where tenants
   * have no keys of their own, and what `Datasource.rotateKey` throws.
   */
  rotateKey(id: string): Promise<void>;
}

export function createTenants<Client>(engine: Engine<Client>): Tenants<Client> {
  const { registry } = engine;
  // Nobody finishes a tenant that is being removed, or removes one that is being finished.
  const lives = new OneAtATime();

  async function existing(id: string): Promise<TenantRecord> {
    const record = await registry.findById(assertTenantId(id));
    if (record === null) throw notFound(id);
    return record;
  }

  async function create(options: CreateTenantOptions<Client>): Promise<TenantRecord> {
    const slug = parseSlug(options.slug, { reserved: engine.options.reservedSlugs });
    const id = options.id === undefined ? newTenantId() : assertTenantId(options.id);
    const place = await engine.placeNewTenant();
    const record = await registry.insert({ id, slug, status: "provisioning", ...place });
    try {
      await refuseForeignGround(record);
    } catch (error) {
      await ignoringErrors(registry.remove(id));
      throw error;
    }
    try {
      return await provision(id, options);
    } catch (error) {
      await ignoringErrors(remove(id));
      throw error;
    }
  }

  // Data under an id that nobody has is a leftover of someone else; a new tenant must not inherit it.
  async function refuseForeignGround(record: TenantRecord): Promise<void> {
    if (!(await engine.datasourceOf(record).exists(record.id))) return;
    throw new TenancyError(
      "datasource_exists",
      `There is data under the id of the new tenant ${nameOf(record)} already. Move it away or choose another id.`,
    );
  }

  function provision(id: string, options: ProvisionOptions<Client> = {}): Promise<TenantRecord> {
    return lives.run(id, () => provisionAlone(id, options));
  }

  async function provisionAlone(id: string, { prepare }: ProvisionOptions<Client>): Promise<TenantRecord> {
    const record = await existing(id);
    if (record.status === "active") return record;
    if (record.status !== "provisioning") {
      throw new TenancyError(
        "tenant_not_provisioning",
        `Tenant ${nameOf(record)} is ${record.status}, not in the making.`,
      );
    }
    const datasource = engine.datasourceOf(record);
    await datasource.provision(id);
    const { client, finish } = engine.provisioningClient(record);
    let ready = false;
    try {
      await prepare?.(client);
      const active = await registry.update(id, { status: "active", schemaVersion: datasource.schemaVersion });
      ready = true;
      return active;
    } finally {
      await finish(ready);
    }
  }

  function remove(id: string): Promise<void> {
    return lives.run(id, async () => {
      const record = await existing(id);
      // Whatever a process died over goes with the tenant. There is no way back from here.
      const options = { kind: "delete", supersedes: "any", status: "deleting", whenItFails: "keep" } as const;
      await engine.alone(id, options, async () => {
        engine.forgetClient(id);
        await engine.datasourceOf(record).destroy(id);
        await registry.remove(id);
        await engine.cache.clear(id);
        return null;
      });
    });
  }

  return {
    create,
    provision,
    get: async (slug) => registry.findBySlug(slug),
    getById: async (id) => registry.findById(assertTenantId(id)),
    list: (options) => registry.list(options),
    async rename(id, slug) {
      const next = parseSlug(slug, { reserved: engine.options.reservedSlugs });
      await existing(id);
      return registry.update(id, { slug: next });
    },
    async setStatus(id, status) {
      const record = await existing(id);
      if (record.status === "provisioning" || record.status === "deleting") {
        const code = record.status === "provisioning" ? "tenant_provisioning" : "tenant_deleting";
        throw new TenancyError(
          code,
          `Tenant ${nameOf(record)} is ${record.status}; its status cannot be changed.`,
        );
      }
      return lives.run(id, () =>
        engine.coordination.operate(id, { kind: "status" }, async () => {
          const updated = await registry.update(id, { status }, { raiseEpoch: true });
          // Whoever opens it next, in whichever process, asks the registry.
          await engine.coordination.letGoEverywhere(updated);
          await engine.cache.clear(id);
          return updated;
        }),
      );
    },
    delete: async (id) => remove(assertTenantId(id)),
    async rotateKey(id) {
      const record = await existing(id);
      const place = engine.datasourceOf(record);
      if (place.rotateKey === undefined) {
        throw new TenancyError(
          "keys_unsupported",
          `Tenant ${nameOf(record)} lies in datasource "${record.datasource}", where tenants have no keys of their own. Move it to one of SQLite files with keys.`,
        );
      }
      await lives.run(id, () =>
        engine.alone(id, { kind: "rotate_key" }, async () => {
          await place.rotateKey?.(id);
          return {};
        }),
      );
    },
  };
}

// While undoing a failure: that failure is the one to report. What could not be undone keeps its record, so
// that `delete` finishes the job.
async function ignoringErrors(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch {}
}
