/** What a derivation depends on beside the migration. */
export interface DeriveOptions {
  /** The schema of the shared tables. */
  schema: string;
  /** Into how many parts each table is divided by tenant; 1 for none. */
  partitions: number;
  /** As `server_version_num`. */
  serverVersion: number;
}
