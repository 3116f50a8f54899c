import { refusal } from "./refusal";
import { isWord, type Lexeme } from "./statement";

// Everything else that begins with pg_ is a system catalog, which lists tenants, or a function of the server's.
const harmlessSystemNames = new Set([
  "pg_catalog",
  "pg_typeof",
  "pg_column_size",
  "pg_size_bytes",
  "pg_size_pretty",
  "pg_collation_for",
  "pg_c_utf8",
  "pg_unicode_fast",
  "pg_lsn",
]);

// Refused wherever they stand and not only before a parenthesis: PostgreSQL also calls a function of one
// argument as if it were a field, (3::oid).lo_get, and a cast names its type alone.
const refusedNames: ReadonlyArray<readonly [names: string, instead: string]> = [
  [
    // They run SQL that is given as text, which no guard has read.
    "ts_stat ts_rewrite crosstab crosstabn crosstab2 crosstab3 crosstab4 connectby xpath_table create_intermediate_result",
    "It runs SQL given as text; send that query itself.",
  ],
  [
    // The tenant's context is a setting, and a setting made here would outlive the statement. The last are of the
    // extensions pg_trgm and isn, and change what others' queries find.
    "set_config current_setting setseed set_limit isn_weak",
    "Settings of the connection belong to the datasource.",
  ],
  [
    // lastval() answers for whoever used the pooled connection before.
    "nextval currval setval lastval",
    "Let a column's default draw the number, and read it with RETURNING.",
  ],
  [
    // Casts and functions that tell whether a relation, schema, type or role of that name exists.
    "makeaclitem row_security_active currtid currtid2 obj_description col_description shobj_description format_type oidvectortypes satisfies_hash_partition array_in array_recv domain_in domain_recv enum_in enum_recv record_in record_recv range_in range_recv multirange_in multirange_recv",
    "The names of the server's objects are not the tenant's to look up.",
  ],
  [
    "information_schema time_partitions",
    "The catalogs list other tenants; the schema is in the application's models.",
  ],
  [
    "loread lowrite lo_close lo_creat lo_create lo_export lo_from_bytea lo_get lo_import lo_lseek lo_lseek64 lo_manage lo_oid lo_open lo_put lo_tell lo_tell64 lo_truncate lo_truncate64 lo_unlink",
    "Large objects are shared by the database; keep bytes in a column.",
  ],
  [
    "brin_summarize_new_values brin_summarize_range brin_desummarize_range gin_clean_pending_list pgstattuple pgstatindex pgstatginindex pgrowlocks get_raw_page autoprewarm_dump_now autoprewarm_start_worker",
    "Maintenance is the operator's.",
  ],
];

const instead = new Map(
  refusedNames.flatMap(([names, advice]) => names.split(" ").map((name) => [name, advice] as const)),
);

const refusedPatterns: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
  [
    /^(?:query|table|cursor|schema|database)_to_xml/,
    "It runs SQL given as text, or reads whole schemas; send the query itself.",
  ],
  [/^dblink/, "It opens another connection; a handle reaches one tenant."],
  [/^_?acl(?:item|default)/, "The names of the server's roles are not the tenant's to look up."],
  [/^to_reg/, "The names of the server's objects are not the tenant's to look up."],
  [
    /^_?reg(?:class|namespace|role|proc|procedure|oper|operator|type|collation)(?:in|out|recv|send)?$/,
    "The names of the server's objects are not the tenant's to look up.",
  ],
  [/^has_.*_privilege$/, "The names of the server's objects are not the tenant's to look up."],
  [
    /^citus_|^run_command_on_|_intermediate_results?$|^(?:un|create_)distribute|^create_reference_table$|^postgres_fdw_/,
    "Servers and clusters are the operator's.",
  ],
  [
    /^worker_(?:apply|append|change|cleanup|copy|create|drop|fetch|hash_partition|last_saved|merge|partial|partition|record|repartition|save|split)_/,
    "The cluster's functions are the operator's.",
  ],
  [
    /^master_(?:activate|add|append|apply|copy|create|disable|drain|drop|expire|get|initialize|modify|move|remove|run|set|unmark|update)_/,
    "The cluster's functions are the operator's.",
  ],
];

/**
 * Refuses the names through which a query on PostgreSQL would reach beyond its rows, however they are
 * spelled, quoted, escaped or qualified.
 *
 * That no row of another tenant is read or written, whatever schema a query names, rests on the database: its
 * policies check the signed context, and the login owns nothing. On this guard alone rest: that nobody learns
 * which tenants there are, waits on, locks out or signals another, leaves a setting, lock, cursor or temporary
 * table on a shared connection, or runs SQL that the guard has not seen. Neither bounds how long a query runs.
 */
export function assertPostgresNames(lexemes: readonly Lexeme[]): void {
  lexemes.forEach((lexeme, index) => {
    if (lexeme.name === null) return;
    assertName(lexeme.name);
    if (isWord(lexeme, "into") && !isWord(lexemes[index - 1], "insert", "merge")) {
      throw refusal("SELECT INTO a new table", "The schema changes through a migration.");
    }
  });
  assertHistoryUnwritten(lexemes);
}

function assertName(name: string): void {
  const advice = instead.get(name) ?? patternAdvice(name) ?? systemName(name);
  if (advice !== undefined) throw refusal(`"${name}"`, advice);
}

function patternAdvice(name: string): string | undefined {
  return refusedPatterns.find(([pattern]) => pattern.test(name))?.[1];
}

function systemName(name: string): string | undefined {
  if (!/^_?pg_/.test(name) || harmlessSystemNames.has(name)) return undefined;
  return "The server's catalogs and functions are shared by all tenants.";
}

function assertHistoryUnwritten(lexemes: readonly Lexeme[]): void {
  const writes = lexemes.some((lexeme) => isWord(lexeme, "insert", "update", "delete", "merge"));
  if (!writes || !lexemes.some(({ name }) => name === "_prisma_migrations")) return;
  throw refusal('Writing a statement with "_prisma_migrations"', "The history is written by migrations.");
}
