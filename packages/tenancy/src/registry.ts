import type { ReadKeys, TenantKeys } from "./keys/tenant-keys";

/** How a tenant's data is kept apart: a database, a schema or fenced rows of its own. */
export const isolationModels = ["database", "schema", "row"] as const;
export type IsolationModel = (typeof isolationModels)[number];

/**
 * Where a tenant stands in its life. `active` and `read_only` tenants can be connected to, and `moving` ones for
 * reading; `provisioning` ones are being made, `suspended` ones are closed, `deleting` ones are being removed.
 */
export const tenantStatuses = [
  "provisioning",
  "active",
  "read_only",
  "suspended",
  "moving",
  "deleting",
] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

/** What the control plane knows of one tenant. */
export interface TenantRecord {
  /** Opaque, immutable; files and schemas are named after it. */
  id: string;
  /** The name people see; may be changed. */
  slug: string;
  status: TenantStatus;
  isolation: IsolationModel;
  /** Name of the placement: a key of the datasources given to `createTenancy`. */
  datasource: string;
  /** The datasource's `schemaVersion` at the last provisioning or migration. Opaque: compare, do not parse. */
  schemaVersion: string | null;
  /** How often its place or status changed: what was opened in an earlier epoch may not be used. */
  epoch: number;
  createdAt: Date;
  updatedAt: Date;
}

export type NewTenantRecord = Pick<TenantRecord, "id" | "slug" | "status" | "isolation" | "datasource">;

export type TenantPatch = Partial<
  Pick<TenantRecord, "slug" | "status" | "datasource" | "isolation" | "schemaVersion">
>;

export interface InsertOptions {
  /**
   * Gives the tenant the key of its place to be, with keys that are kept in the same transaction as the record: one
   * commit instead of two. For a registry beside which keys are kept; another leaves it, and the place gets its key later.
   */
  reserve?: (keys: TenantKeys) => Promise<void>;
}

export interface UpdateOptions {
  /** Counts the epoch up, in the same step. */
  raiseEpoch?: boolean;
  /** Changes it only while the epoch is this one; otherwise throws `lease_lost`. */
  ifEpoch?: number;
  /** The caller recorded the tenant a moment ago, so that nobody else's record of its making is expected. Changes no outcome. */
  recordedHere?: boolean;
}

export interface ListTenantsOptions {
  /** Only tenants whose id sorts after this one. */
  after?: string;
  /** At most this many; all when absent. */
  limit?: number;
  status?: TenantStatus;
  /** Only these. */
  ids?: readonly string[];
}

/** What has to be known of a tenant to open it, all of one moment. */
export interface Opening {
  record: TenantRecord;
  /** Whether the ledger has everybody let go of the tenant. */
  draining: boolean;
  /** The keys of its place; absent where places have none. */
  keys?: ReadKeys;
}

/** Port to the control plane, which decides who exists and where. The engine caches nothing of it. */
export interface Registry {
  findBySlug(slug: string): Promise<TenantRecord | null>;
  findById(id: string): Promise<TenantRecord | null>;
  /**
   * As `findById`, with what the ledger and the keys say, in one question; absent where those are not kept beside the
   * records. Then each is asked by itself.
   */
  findToOpen?(id: string): Promise<Opening | null>;
  /** Tenants ordered by id. */
  list(options?: ListTenantsOptions): Promise<TenantRecord[]>;
  /** How many tenants, in whatever status, are recorded at each datasource that has any. */
  load(): Promise<ReadonlyMap<string, number>>;
  /** Adds a tenant. Throws `slug_taken` or `tenant_id_taken`; of two at once for one slug, one wins. */
  insert(record: NewTenantRecord, options?: InsertOptions): Promise<TenantRecord>;
  /** Changes a tenant in one step. Throws `tenant_not_found`, `slug_taken` and `lease_lost`. */
  update(id: string, patch: TenantPatch, options?: UpdateOptions): Promise<TenantRecord>;
  /** Removes a tenant; one that is not there is no error. */
  remove(id: string): Promise<void>;
}
