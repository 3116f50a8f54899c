import type { Finding } from "../findings";
import type { ReadKeys, TenantKeys } from "../keys/tenant-keys";
import type { Migration } from "../migrations/migration";
import type { OpenDatabaseOptions, SqliteDatabase } from "./open-database";

/** The tenants' files in one folder, all plain or each under a key of its own. */
export interface SqlitePlaces {
  /** Opens a tenant's file. Throws what `openDatabase` throws, and with keys what `openPlace` throws. */
  open(
    tenantId: string,
    options?: Pick<OpenDatabaseOptions, "readOnly" | "cacheKiB"> & { keys?: ReadKeys | undefined },
  ): Promise<SqliteDatabase>;
  /** Gives a tenant the key of its file to be; see `Datasource.reserve`. Not to be had without keys. */
  reserve?(tenantId: string, keys: TenantKeys): Promise<void>;
  /** Makes a tenant's file, fully migrated; false when there is one already, which is left as it is. */
  make(tenantId: string): Promise<boolean>;
  /** Makes a tenant's file with these migrations only; false when there is one already. */
  makeOlder(tenantId: string, migrations: readonly Migration[]): Promise<boolean>;
  /** Copies a tenant's file for another tenant: see `duplicateFile`. */
  duplicate(tenantId: string, toTenantId: string): Promise<boolean>;
  /** Removes a tenant's file, and its keys where there are any. */
  remove(tenantId: string): Promise<void>;
  /** Clears what killed processes left, and what was made ahead and cannot be used; returns how many. */
  sweep(): Promise<number>;
  inspect(): Promise<Finding[]>;
  /** Puts a tenant's file under a new key; see `rotateFileKey`. Not to be had without keys. */
  rotateKey?(tenantId: string): Promise<void>;
  close(): Promise<void>;
}
