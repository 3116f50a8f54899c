import type { ConnectionInfo, SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type { Finding } from "./findings";
import type { PoolGauges } from "./postgres/server-pool";
import type { IsolationModel } from "./registry";

export interface OpenOptions {
  /** The connection must refuse writes. */
  readOnly: boolean;
}

/**
 * Port to a place where tenants live: a folder of SQLite files, a PostgreSQL server, … Every method takes
 * the tenant's opaque id, throws `tenant_id_invalid` for anything else, and touches no other tenant.
 */
export interface Datasource {
  readonly model: IsolationModel;
  /** The version a tenant has once every migration is applied. Opaque. */
  readonly schemaVersion: string;
  /** Whether a tenant recorded at `version` still lacks migrations that this code knows and relies on. */
  isBehind(version: string | null): boolean;
  /** How many migrations a tenant recorded at `version` lacks; null when the version is not one of this code's. */
  pending(version: string | null): number | null;
  /**
   * Makes the tenant's place, fully migrated and empty, in one atomic step. Idempotent: a place that is
   * already there is kept as it is, and `created` is false.
   */
  provision(tenantId: string): Promise<{ created: boolean }>;
  exists(tenantId: string): Promise<boolean>;
  /** What a client of the tenant's has to know before it connects; nothing where there is nothing to know. */
  connectionInfo?(tenantId: string): ConnectionInfo;
  /**
   * Opens a connection that can reach this tenant alone. The caller disposes of it. Throws
   * `datasource_missing` and never creates.
   */
  open(tenantId: string, options: OpenOptions): Promise<SqlDriverAdapter>;
  /** Applies what is pending; the caller makes sure that nothing else has the tenant open in this process. */
  migrate(tenantId: string): Promise<{ applied: string[] }>;
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
