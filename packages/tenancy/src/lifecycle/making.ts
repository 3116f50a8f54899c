import { isTenancyError, TenancyError } from "../errors";
import { assertTenantId, newTenantId } from "../ids";
import type { TenantKeys } from "../keys/tenant-keys";
import { parseSlug } from "../names/slug";
import type { Placement } from "../placement";
import type { InsertOptions, NewTenantRecord, TenantRecord } from "../registry";
import { nameOf } from "../tenant-states";
import { existing, ignoringErrors, type Life } from "./life";

export interface ProvisionOptions<Client> {
  /**
   * Fills the new tenant before anyone else can see it. Runs again when an earlier attempt was interrupted,
   * so it either works in one transaction that it finds done, or tolerates its own leftovers.
   */
  prepare?: (db: Client) => Promise<void>;
}

export interface ProvisionTenantOptions<Client> extends ProvisionOptions<Client> {
  /** The tenant's record, for whoever wrote it just now: then it is not read again. */
  record?: TenantRecord;
}

export interface CreateTenantOptions<Client> extends ProvisionOptions<Client> {
  slug: string;
  /** A lower-case UUID; a new one unless said. */
  id?: string;
  /** Where it is to be; as `newTenants` says unless said. */
  datasource?: string;
}

/** What a new tenant is filled with before `prepare`, as an operation that can be undone when its process dies. */
export interface Filling {
  kind: "copy" | "restore" | "import";
  /** Makes and fills the tenant's place. */
  fill(record: TenantRecord): Promise<void>;
}

/** Operations that leave a half-made tenant, which nobody waits for, when their process dies. */
export const fillings: readonly string[] = ["copy", "restore", "import"] satisfies Filling["kind"][];

export interface Making<Client> {
  create(options: CreateTenantOptions<Client>, filling?: Filling): Promise<TenantRecord>;
  provision(id: string, options?: ProvisionTenantOptions<Client>): Promise<TenantRecord>;
  /** Removes a tenant that was never finished. */
  undo(id: string): Promise<void>;
}

/** Tenants' beginning. */
export function createMaking<Client>(life: Life<Client>): Making<Client> {
  const { engine, lives } = life;
  const { registry } = engine;

  async function create(options: CreateTenantOptions<Client>, filling?: Filling): Promise<TenantRecord> {
    const slug = parseSlug(options.slug, { reserved: engine.options.reservedSlugs });
    const id = options.id === undefined ? newTenantId() : assertTenantId(options.id);
    const place = options.datasource === undefined ? await engine.placeNewTenant() : at(options.datasource);
    const fields: NewTenantRecord = { id, slug, status: "provisioning", ...place };
    let inserted = false;
    async function make(): Promise<TenantRecord> {
      const record = await insertOnOwnGround(fields, options, filling);
      inserted = true;
      // What was inserted a moment ago need not be read again; nor may it be changed but in a later epoch.
      if (filling === undefined) return lives.run(id, () => finish(record, options, true));
      await filling.fill(record);
      return provision(id, options);
    }
    try {
      if (filling === undefined) return await make();
      return await engine.coordination.operateOnNew(fields, { kind: filling.kind }, make);
    } catch (error) {
      // What could not be undone keeps its record, so that `delete` finishes the job.
      if (inserted) await ignoringErrors(undo(id));
      throw error;
    }
  }

  async function insertOnOwnGround(
    fields: NewTenantRecord,
    { id }: CreateTenantOptions<Client>,
    filling: Filling | undefined,
  ): Promise<TenantRecord> {
    const place = engine.datasource(fields.datasource);
    // What is filled from elsewhere need not be made from nothing, with the key that was made ahead for that.
    const reserve =
      filling === undefined && place.reserve !== undefined
        ? async (keys: TenantKeys) => place.reserve?.(fields.id, keys)
        : undefined;
    const record = await insert(fields, { reserve });
    try {
      // An id that was made just now, from chance, is nobody's.
      if (id !== undefined) await refuseForeignGround(record);
      return record;
    } catch (error) {
      await ignoringErrors(registry.remove(record.id));
      throw error;
    }
  }

  function at(datasource: string): Placement {
    return { isolation: engine.datasource(datasource).model, datasource };
  }

  // A name may be held by a copy whose process died: nobody will finish that one.
  async function insert(fields: NewTenantRecord, options: InsertOptions): Promise<TenantRecord> {
    try {
      return await registry.insert(fields, options);
    } catch (error) {
      if (!isTenancyError(error, "slug_taken") || !(await freed(fields.slug))) throw error;
      return registry.insert(fields, options);
    }
  }

  async function freed(slug: string): Promise<boolean> {
    const holder = await registry.findBySlug(slug);
    if (holder?.status !== "provisioning") return false;
    const left = await engine.coordination.interrupted(holder.id);
    if (!left.some(({ kind }) => fillings.includes(kind))) return false;
    await undo(holder.id);
    return true;
  }

  // Data under an id that nobody has is a leftover of someone else; a new tenant must not inherit it.
  async function refuseForeignGround(record: TenantRecord): Promise<void> {
    if (!(await engine.datasourceOf(record).exists(record.id))) return;
    throw new TenancyError(
      "datasource_exists",
      `There is data under the id of the new tenant ${nameOf(record)} already. Move it away or choose another id.`,
    );
  }

  function provision(id: string, options: ProvisionTenantOptions<Client> = {}): Promise<TenantRecord> {
    // Whoever had to wait does not know what it waited for: the tenant may be gone.
    return lives.run(id, (waited) =>
      provisionAlone(id, waited ? { ...options, record: undefined } : options),
    );
  }

  async function provisionAlone(id: string, options: ProvisionTenantOptions<Client>): Promise<TenantRecord> {
    const { record = await existing(life, id) } = options;
    if (record.id !== id) throw new TypeError(`The record is of ${record.id}, not of ${id}.`);
    if (record.status === "active") return record;
    if (record.status !== "provisioning") {
      throw new TenancyError(
        "tenant_not_provisioning",
        `Tenant ${nameOf(record)} is ${record.status}, not in the making.`,
      );
    }
    return finish(record, options);
  }

  /** Makes the place, fills it and opens it, for a tenant that is `provisioning` by its record. */
  async function finish(
    record: TenantRecord,
    { prepare }: ProvisionOptions<Client>,
    recordedHere = false,
  ): Promise<TenantRecord> {
    const { id } = record;
    const datasource = engine.datasourceOf(record);
    await datasource.provision(id);
    const activate = async () => {
      const { schemaVersion } = datasource;
      // What the tenant begins with. A power cut must not leave one that is open to use and has nobody in it.
      await datasource.flush?.(id);
      try {
        // Another process may have finished it meanwhile, and someone closed it since: that stands.
        const patch = { status: "active", schemaVersion } as const;
        return await registry.update(id, patch, { ifEpoch: record.epoch, recordedHere });
      } catch (error) {
        const now = isTenancyError(error, "lease_lost") ? await registry.findById(id) : null;
        if (now?.status === "active") return now;
        throw error;
      }
    };
    // A client takes longer to make than many a place, so whoever fills nothing gets none.
    if (prepare === undefined) return activate();
    const { client, finish: finishClient } = engine.provisioningClient(record);
    let ready = false;
    try {
      await prepare(client);
      const active = await activate();
      ready = true;
      return active;
    } finally {
      await finishClient(ready);
    }
  }

  function undo(id: string): Promise<void> {
    return lives.run(id, async () => {
      const options = { kind: "delete", supersedes: "any", status: "deleting", whenItFails: "keep" } as const;
      await engine.alone(id, options, async (operation) => {
        // As a deletion that has begun: whoever finishes it need not ask for an archive.
        await operation.note("erase");
        engine.forgetClient(id);
        const place = engine.datasourceOf(await existing(life, id));
        await place.staging?.().destroy(id);
        await place.destroy(id);
        await registry.remove(id);
        await engine.cache.clear(id);
        return null;
      });
    });
  }

  return { create, provision, undo };
}
