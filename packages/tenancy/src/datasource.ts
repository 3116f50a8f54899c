import type { ConnectionInfo, SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type { AppliedMigration, TenantLoader, TenantSnapshot } from "./bundle/snapshot";
import type { Finding } from "./findings";
import type { ReadKeys, TenantKeys } from "./keys/tenant-keys";
import type { PoolGauges } from "./postgres/server-pool";
import type { IsolationModel } from "./registry";
import type { SqlDialect } from "./sql/dialect";

export interface OpenOptions {
  /** The connection must refuse writes. */
  readOnly: boolean;
  /**
   * Throws when this process may not use the tenant any more. To be asked right before each statement and each commit
   * is sent, after all waiting, and to be let through.
   */
  claim?: () => void;
  /** What `readKeys` gave for this tenant among others, since when nobody had the tenant alone; read now unless given. */
  keys?: ReadKeys;
}

export interface PlaceOptions {
  /** Names of the migrations to apply, for a place of an older version; all unless said. */
  migrations?: readonly string[];
}

export interface LoadOptions {
  /** Empties the place first, in the same transaction; a fence in the place does not hold that up. */
  replace?: boolean;
  /** Keeps what is there, to be changed row by row. */
  amend?: boolean;
}

export interface VacuumReport {
  bytesBefore: number | null;
  bytesAfter: number | null;
}

/**
 * Port to a place where tenants live: a folder of SQLite files, a PostgreSQL server, … Every method takes
 * the tenant's opaque id, throws `tenant_id_invalid` for anything else, and touches no other tenant.
 */
export interface Datasource {
  readonly model: IsolationModel;
  /** In which dialect its migrations are written. */
  readonly dialect: SqlDialect;
  /** The migrations that this code knows, oldest first. */
  readonly migrations: readonly AppliedMigration[];
  /** The version a tenant has once every migration is applied. Opaque. */
  readonly schemaVersion: string;
  /** Whether a tenant recorded at `version` still lacks migrations that this code knows and relies on. */
  isBehind(version: string | null): boolean;
  /** How many migrations a tenant recorded at `version` lacks; null when the version is not one of this code's. */
  pending(version: string | null): number | null;
  /**
   * Makes the tenant's place, fully migrated and empty, in one atomic step, which outlives a power cut once `flush` was
   * asked. Idempotent: a place that is already there is kept as it is, and `created` is false. With `migrations` it has only those; throws
   * `datasource_exists` for a place that is there then, and `place_shared` where tenants share their tables.
   */
  provision(tenantId: string, options?: PlaceOptions): Promise<{ created: boolean }>;
  /**
   * Gives a tenant that is being recorded the key of its place to be, where places have keys, before that is made; `keys`
   * are those of the transaction that records it. Does nothing for one that has a place. `provision` does what was left.
   */
  reserve?(tenantId: string, keys: TenantKeys): Promise<void>;
  /**
   * Has the tenant's place, and what was committed to it so far, outlive a power cut; absent where every commit does by itself. To
   * be asked before anything is written elsewhere that relies on it. No error for a place that is not there.
   */
  flush?(tenantId: string): Promise<void>;
  exists(tenantId: string): Promise<boolean>;
  /** What a client of the tenant's has to know before it connects; nothing where there is nothing to know. */
  connectionInfo?(tenantId: string): ConnectionInfo;
  /**
   * Opens a connection that can reach this tenant alone. The caller disposes of it. Throws
   * `datasource_missing` and never creates.
   */
  open(tenantId: string, options: OpenOptions): Promise<SqlDriverAdapter>;
  /** Reads at once what `open` and `migrate` read of each to unlock its place; absent where they read nothing. */
  readKeys?(tenantIds: readonly string[]): Promise<ReadKeys>;
  /** Applies what is pending; the caller makes sure that nothing else has the tenant open in this process. */
  migrate(tenantId: string, options?: Pick<OpenOptions, "keys">): Promise<{ applied: string[] }>;
  /**
   * Takes back what a migration left half done whose process died; absent where the database does so by itself. The caller
   * makes sure that nothing else has the tenant open. Idempotent. Throws `tenant_busy` while that process lives.
   */
  putBack?(tenantId: string): Promise<void>;
  /**
   * All of the tenant's data at one moment, while others go on writing. Holds a connection, and on PostgreSQL holds
   * back migrations of the place, until it is closed. Throws `datasource_missing`, `value_unportable`.
   */
  snapshot(tenantId: string): Promise<TenantSnapshot>;
  /**
   * Fills the tenant's empty place in one transaction, or with `replace` empties and fills it in one. The caller makes
   * sure that nothing else writes there. Throws `datasource_missing`, `place_not_empty`.
   */
  load(tenantId: string, options?: LoadOptions): Promise<TenantLoader>;
  /**
   * Makes a place for another tenant with all of this one's data at one moment, where the engine has a quicker way than
   * reading and writing rows; absent where it has none. False when it is not quicker for this tenant, or when the other
   * has a place already; nothing was done then. Throws `datasource_missing`.
   */
  duplicate?(tenantId: string, toTenantId: string): Promise<boolean>;
  /** Whether it can hold this tenant; any, where it is absent. */
  accepts?(tenantId: string): boolean;
  /**
   * Where tenants share their tables, all are of one version: another datasource beside it, in which data of an older
   * version is brought forward before it is loaded here. It holds nobody's data but while that is under way.
   */
  staging?(): Datasource;
  /**
   * Has the place refuse writes through every connection that `open` gave or gives, of whichever process, while it can
   * be read. For when someone may still write who does not know that the tenant is elsewhere. Idempotent. Throws
   * `tenant_busy` while a writer cannot be interrupted, and no error for a place that is not there.
   */
  fence(tenantId: string): Promise<void>;
  /** Takes the fence away. Idempotent. */
  unfence(tenantId: string): Promise<void>;
  /** Whether there is a fence. */
  isFenced(tenantId: string): Promise<boolean>;
  /** Ends the connections of a process that is thought dead, so that what it left open cannot be committed. */
  cutOff?(processId: string): Promise<void>;
  /**
   * Puts the tenant's place under a new key, or a plain one under its first; absent where there are no keys. Finishes
   * what an interrupted call began. The caller makes sure that nothing has the tenant open. Throws
   * `datasource_in_use` when something has all the same.
   */
  rotateKey?(tenantId: string): Promise<void>;
  /** Where its tenants' keys are kept, where they have any, so that two places that would share a tenant's key can be told. */
  readonly keys?: object;
  /**
   * Gives space back that deleted rows took, and says how many bytes the tenant takes before and after; null where
   * that cannot be told. Where `vacuumsAlone`, the caller makes sure that nothing has the tenant open.
   */
  vacuum(tenantId: string): Promise<VacuumReport>;
  readonly vacuumsAlone: boolean;
  /**
   * How many bytes the tenant takes on the disk, indexes and logs included, without reading its data; 0 for a place that
   * is not there. An estimate where tenants share their tables: its share of each, by the number of its rows. Null
   * where that cannot be told.
   */
  size(tenantId: string): Promise<number | null>;
  /** What is left of a tenant after `destroy`, in words: nothing, unless something is wrong. */
  residue(tenantId: string): Promise<string[]>;
  /**
   * A hash over all that the place's schema says, from the database's own description of it: alike for any two places of
   * one datasource that came through the same migrations. Reads no data. Throws `datasource_missing`.
   */
  schemaHash(tenantId: string): Promise<string>;
  /** Removes the tenant's place and everything in it. Idempotent. */
  destroy(tenantId: string): Promise<void>;
  /** Clears what a killed process left behind; returns how many leftovers there were. */
  sweep(): Promise<number>;
  /** What weakens the walls between its tenants, as far as can be seen without opening each. Changes nothing. */
  inspect?(): Promise<Finding[]>;
  /** The connections that its tenants share, where they share any; the same object for all that share them. */
  readonly connections?: { gauges(): PoolGauges };
  /** Releases what the datasource shares between tenants, where it shares anything. */
  close?(): Promise<void>;
}
