/** What went wrong, for programs. Each code is raised in exactly the situation its name says. */
export type TenancyErrorCode =
  | "tenant_not_found"
  | "tenant_provisioning"
  | "tenant_suspended"
  | "tenant_deleting"
  | "tenant_moving"
  | "tenant_busy"
  | "lease_lost"
  | "tenant_outdated"
  | "tenant_not_provisioning"
  | "already_there"
  | "copy_differs"
  | "erasure_incomplete"
  | "keys_shared"
  | "tenant_id_invalid"
  | "tenant_id_taken"
  | "slug_taken"
  | "slug_invalid"
  | "slug_reserved"
  | "registry_unreadable"
  | "datasource_unknown"
  | "datasource_missing"
  | "datasource_exists"
  | "datasource_corrupt"
  | "datasource_in_use"
  | "encryption_missing"
  | "key_missing"
  | "key_mismatch"
  | "key_unreadable"
  | "keys_unsupported"
  | "master_key_invalid"
  | "master_key_unknown"
  | "migration_changed"
  | "migration_ahead"
  | "migration_pending"
  | "migration_failed"
  | "migration_invalid"
  | "migration_not_derivable"
  | "migration_not_additive"
  | "run_open"
  | "run_missing"
  | "run_of_another_version"
  | "waves_invalid"
  | "wal_unavailable"
  | "pragma_refused"
  | "transaction_left_open"
  | "transaction_lost"
  | "statement_refused"
  | "pool_timeout"
  | "tenant_busy"
  | "tenants_mixed"
  | "data_not_plain"
  | "cache_key_invalid"
  | "name_invalid"
  | "value_unportable"
  | "place_not_empty"
  | "place_shared"
  | "load_refused"
  | "bundle_invalid"
  | "bundle_version"
  | "bundle_corrupt"
  | "bundle_truncated"
  | "bundle_locked"
  | "bundle_limit"
  | "bundle_mismatch"
  | "import_mapping_invalid"
  | "import_source_unreadable"
  | "import_refused"
  | "driver_duplicated"
  | "right_missing"
  | "login_unsafe"
  | "server_too_old"
  | "cluster_unready"
  | "tenancy_unsafe"
  | "tenancy_closed";

// A registered symbol, so that an error is recognised even when a bundler loaded this module twice.
const brand = Symbol.for("@acre/tenancy/error");

/**
 * Every refusal of the engine. `message` names the tenant or file concerned and the way out; `code` is for
 * programs; `cause` holds the underlying error where there is one.
 */
export class TenancyError extends Error {
  override readonly name = "TenancyError";
  readonly [brand] = true;
  readonly code: TenancyErrorCode;

  constructor(code: TenancyErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Whether `error` came from the engine, and, when `code` is given, for that reason. Use this and not
 * `instanceof`, which fails when two copies of the module are loaded.
 */
export function isTenancyError(error: unknown, code?: TenancyErrorCode): error is TenancyError {
  if (typeof error !== "object" || error === null || !(brand in error)) return false;
  return code === undefined || ("code" in error && error.code === code);
}
