import type { Writable } from "node:stream";
import type { BundleManifest } from "./bundle/index";
import type { VacuumReport } from "./datasource";
import type { Engine } from "./engine";
import { assertTenantId } from "./ids";
import { type ImportTenantOptions, importTenant } from "./import/import-tenant";
import { type BackupOptions, backUpTenant } from "./lifecycle/backing-up";
import { type CopyTenantOptions, copyTenantTo } from "./lifecycle/copying";
import type { MoveReport } from "./lifecycle/ending-move";
import { type DeleteTenantOptions, type ErasureReport, eraseTenant } from "./lifecycle/erasing";
import { finishInterrupted, type Interrupted } from "./lifecycle/interrupted";
import { existing, type Life } from "./lifecycle/life";
import { type CreateTenantOptions, createMaking, type ProvisionTenantOptions } from "./lifecycle/making";
import { type MoveOptions, moveTenant } from "./lifecycle/moving";
import { confirmMove } from "./lifecycle/old-places";
import {
  type RestoreAsOptions,
  type RestoreIntoOptions,
  type RestoreReport,
  restoreAs,
  restoreInto,
} from "./lifecycle/restoring";
import { rotateKey, setStatus, sizeOfTenant, vacuumTenant } from "./lifecycle/upkeep";
import { parseSlug } from "./names/slug";
import { OneAtATime } from "./one-at-a-time";
import type { ListTenantsOptions, TenantRecord } from "./registry";

/**
 * The life of tenants. What works on one tenant excludes any other work on it, in every process; whoever comes second
 * gets `tenant_busy`, which names both and the way out.
 */
export interface Tenants<Client> {
  /**
   * Makes a tenant and returns it active. All or nothing: when a step fails, its data and its record are
   * removed again. Throws `slug_invalid`, `slug_reserved`, `slug_taken`, `datasource_exists`, `datasource_unknown`, and
   * what `prepare` throws. After a crash the record is left `provisioning`: call `provision` or `delete`.
   */
  create(options: CreateTenantOptions<Client>): Promise<TenantRecord>;
  /**
   * Finishes a tenant whose record is `provisioning`: its place, then `prepare`, then `active`. May be called
   * again whenever it was interrupted; an active tenant is returned as it is. On failure everything stays for
   * the next attempt. Throws `tenant_not_found`, `tenant_not_provisioning`.
   */
  provision(id: string, options?: ProvisionTenantOptions<Client>): Promise<TenantRecord>;
  /**
   * Makes a tenant from another one, a template for example, on whichever model: with its data as it is at one moment
   * while others write, or with the schema alone; then `prepare`, then `active`. All or nothing, as `create`; what a
   * killed process left is cleared by `finishInterrupted`, or by the next copy to the same slug.
   *
   * Throws as `create` does, `tenant_not_found`, `tenant_suspended`, `tenant_provisioning`, `tenant_deleting`,
   * `tenant_outdated`, `tenant_busy`, `copy_differs`, `value_unportable`.
   */
  copy(fromId: string, options: CopyTenantOptions<Client>): Promise<TenantRecord>;
  /**
   * Makes a tenant from rows that come from elsewhere (`fill`), on whichever model; then `prepare`, then `active`. All or
   * nothing, as `copy`. Throws as `create` does, and what `fill` and a loader throw.
   */
  import(options: ImportTenantOptions<Client>): Promise<TenantRecord>;
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
   * Takes a tenant to another datasource, of whichever model or server, while it is used: copies it, then has writes
   * refused (`tenant_moving`; it can be read) while the copy is brought up to date and each table's checksum compared,
   * and changes the record. Until then any failure leaves everything as it was. The old place is kept, refusing writes,
   * until `confirmMove`; to go back is to confirm and move again. A suspended tenant stays closed all the while.
   *
   * Interrupted, it is finished by calling it again, or by `finishInterrupted`. Throws `tenant_not_found`, `tenant_busy`,
   * `tenant_provisioning`, `tenant_deleting`, `already_there`, `datasource_unknown`, `datasource_exists` when the other
   * datasource has data of the tenant, `keys_shared`, `copy_differs`, `migration_ahead`, `value_unportable`,
   * `lease_lost`.
   */
  move(id: string, target: { to: string }, options?: MoveOptions): Promise<MoveReport>;
  /** Removes what moves kept of a tenant, and returns the names of those datasources. Throws as `move` does. */
  confirmMove(id: string): Promise<string[]>;
  /**
   * Writes a bundle of all of a tenant's data at one moment to `writable`, while it is used, and ends it. Resolves with
   * what is in the bundle; whether that is durable is up to the stream. Throws `tenant_not_found`,
   * `tenant_provisioning`, `tenant_deleting`, `tenant_busy`, and what `exportTenant` throws.
   */
  backup(id: string, writable: Writable, options?: BackupOptions): Promise<BundleManifest>;
  /**
   * Makes a new tenant from a bundle (`as`: its slug), or replaces a tenant's data by it (`into`: its id), on whichever
   * model, from an older version too. Into a tenant, everything changes in one transaction, after the bundle was read
   * to its end beside it, and `prepare` has worked on it there: whatever goes wrong, it has the old data or the new.
   *
   * Throws what `create` or `move` throws, and what `importBundle` throws for a bundle that is not whole.
   */
  restore(
    bundle: AsyncIterable<unknown>,
    options: RestoreAsOptions<Client> | RestoreIntoOptions<Client>,
  ): Promise<RestoreReport>;
  /**
   * Archives a tenant if asked, removes it and all its data for good, and looks whether anything is left anywhere.
   * Waits for queries and transactions under way; handles held by callers, in every process, are refused from then
   * on. Interrupted, it is finished by calling it again. Throws `tenant_not_found`, `tenant_busy`,
   * `erasure_incomplete`, and what `archive` throws, after which the tenant is as it was.
   */
  delete(id: string, options?: DeleteTenantOptions): Promise<ErasureReport>;
  /**
   * Gives back the space that deleted rows took: a file is rewritten, while nobody has it open; tables on a server are
   * vacuumed while they are used. Throws `tenant_not_found`, `tenant_busy`, `tenant_provisioning`, `tenant_deleting`.
   */
  vacuum(id: string): Promise<VacuumReport>;
  /**
   * How many bytes a tenant takes on the disk where it is now, in whatever status, without opening it: see
   * `Datasource.size`. Throws `tenant_not_found`.
   */
  size(id: string): Promise<number | null>;
  /**
   * Puts a tenant under a new key, or one that is still plain under its first, while nobody has it open. Interrupted,
   * it is finished by calling it again. Throws `tenant_not_found`, `tenant_busy`, `keys_unsupported` where tenants
   * have no keys of their own, and what `Datasource.rotateKey` throws.
   */
  rotateKey(id: string): Promise<void>;
  /**
   * Brings every operation to an end that a process died over, for the start of a process: a move, a deletion or a new
   * key is finished or taken back, a copy, restore or import undone, or done where its tenant was active already. Waits
   * for as long as a lease lasts to be sure that the process is dead. One that fails is reported with its error and does
   * not stop the rest.
   */
  finishInterrupted(): Promise<Interrupted[]>;
}

export function createTenants<Client>(engine: Engine<Client>): Tenants<Client> {
  const { registry } = engine;
  const life: Life<Client> = { engine, lives: new OneAtATime() };
  const making = createMaking(life);

  return {
    create: (options) => making.create(options),
    provision: making.provision,
    copy: (fromId, options) => copyTenantTo(life, making, fromId, options),
    import: (options) => importTenant(life, making, options),
    get: async (slug) => registry.findBySlug(slug),
    getById: async (id) => registry.findById(assertTenantId(id)),
    list: (options) => registry.list(options),
    async rename(id, slug) {
      const next = parseSlug(slug, { reserved: engine.options.reservedSlugs });
      await existing(life, id);
      return registry.update(id, { slug: next });
    },
    setStatus: (id, status) => setStatus(life, id, status),
    move: (id, { to }, options) => moveTenant(life, id, to, options),
    confirmMove: (id) => confirmMove(life, id),
    backup: (id, writable, options) => backUpTenant(life, id, writable, options),
    restore: (bundle, options) =>
      "into" in options ? restoreInto(life, bundle, options) : restoreAs(life, making, bundle, options),
    delete: async (id, options) => eraseTenant(life, assertTenantId(id), options),
    vacuum: (id) => vacuumTenant(life, id),
    size: (id) => sizeOfTenant(life, id),
    rotateKey: (id) => rotateKey(life, id),
    finishInterrupted: () => finishInterrupted(life, making),
  };
}
