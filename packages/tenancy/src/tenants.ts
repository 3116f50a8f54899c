import type { Engine } from "./engine";
import { isTenancyError, TenancyError } from "./errors";
import { assertTenantId, newTenantId } from "./ids";
import { parseSlug } from "./names/slug";
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
   * queries and transactions under way have ended and later ones meet the new status. Throws
   * `tenant_not_found`, and `tenant_provisioning` or `tenant_deleting` for one that is not finished.
   */
  setStatus(id: string, status: "active" | "read_only" | "suspended"): Promise<TenantRecord>;
  /**
   * Removes a tenant and all its data for good. Waits for queries and transactions under way; handles held by
   * callers are refused from then on. Interrupted, it is finished by calling it again. Throws
   * `tenant_not_found`.
   */
  delete(id: string): Promise<void>;
}

export function createTenants<Client>(engine: Engine<Client>): Tenants<Client> {
  const { registry, pool } = engine;
  const underWay = new Map<string, Promise<TenantRecord>>();

  async function existing(id: string): Promise<TenantRecord> {
    const record = await registry.findById(assertTenantId(id));
    if (record === null) throw notFound(id);
    return record;
  }

  async function create(options: CreateTenantOptions<Client>): Promise<TenantRecord> {
    const slug = parseSlug(options.slug, { reserved: engine.options.reservedSlugs });
    const id = options.id === undefined ? newTenantId() : assertTenantId(options.id);
    const record = await registry.insert({ id, slug, status: "provisioning", ...engine.newTenants });
    try {
      await refuseForeignGround(record);
      return await provision(id, options);
    } catch (error) {
      // Should even this fail, the record stays, and `delete` finishes the job; the first error is the one to see.
      await undo(record, error).catch(() => {});
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

  async function undo(record: TenantRecord, error: unknown): Promise<void> {
    if (isTenancyError(error, "datasource_exists")) await registry.remove(record.id);
    else await remove(record);
  }

  // Two callers that finish the same tenant in this process share one attempt.
  function provision(id: string, options: ProvisionOptions<Client> = {}): Promise<TenantRecord> {
    const running = underWay.get(id);
    if (running !== undefined) return running;
    const attempt = provisionOnce(id, options).finally(() => underWay.delete(id));
    underWay.set(id, attempt);
    return attempt;
  }

  async function provisionOnce(id: string, { prepare }: ProvisionOptions<Client>): Promise<TenantRecord> {
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

  async function remove(record: TenantRecord): Promise<void> {
    await registry.update(record.id, { status: "deleting" });
    await pool.exclusively(record.id, async () => {
      engine.forgetClient(record.id);
      await engine.datasourceOf(record).destroy(record.id);
      await registry.remove(record.id);
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
      const updated = await registry.update(id, { status });
      // Whoever opens it next asks the registry.
      await pool.exclusively(id, async () => {});
      return updated;
    },
    async delete(id) {
      await remove(await existing(id));
    },
  };
}
