import { refusal } from "./refusal";
import { isSymbol, isWord, type Lexeme } from "./statement";

// Everything else that begins with pg_ is a system catalog, which lists tenants, or a function of the server's.
const harmlessSystemNames = new Set([
  "pg_catalog",
  "pg_typeof",
  "pg_column_size",
  "pg_size_bytes",
  "pg_size_pretty",
  "pg_input_is_valid",
  "pg_input_error_info",
  "pg_collation_for",
  "pg_c_utf8",
  "pg_unicode_fast",
  "pg_lsn",
]);

/** Refused wherever they stand, each list for its reason. */
const refusedNames: ReadonlyArray<readonly [names: string, instead: string]> = [
  [
    // They run SQL that is given as text, which no guard has read.
    "ts_stat ts_rewrite crosstab crosstabn crosstab2 crosstab3 crosstab4 connectby xpath_table create_intermediate_result",
    "It runs SQL given as text; send that query itself.",
  ],
  [
    // The tenant's context is a setting, and a setting made here would outlive the statement.
    "set_config current_setting setseed",
    "Settings of the connection belong to the datasource.",
  ],
  [
    // lastval() answers for whoever used the pooled connection before.
    "nextval currval setval lastval",
    "Let a column's default draw the number, and read it with RETURNING.",
  ],
  [
    // Casts and functions that tell whether a relation, schema, type or role of that name exists.
    "regclass regnamespace regrole regproc regprocedure regoper regoperator regtype regcollation aclitem row_security_active currtid currtid2 obj_description col_description shobj_description",
    "The names of the server's objects are not the tenant's to look up.",
  ],
  [
    "information_schema time_partitions",
    "The catalogs list other tenants; the schema is in the application's models.",
  ],
  ["loread lowrite", "Large objects are shared by the database; keep bytes in a column."],
  ["pgstattuple pgstatindex pgstatginindex pgrowlocks get_raw_page", "Maintenance is the operator's."],
];

const instead = new Map(
  refusedNames.flatMap(([names, advice]) => names.split(" ").map((name) => [name, advice] as const)),
);

const refusedEverywhere: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
  [
    /^(?:query|table|cursor|schema|database)_to_xml/,
    "It runs SQL given as text, or reads whole schemas; send the query itself.",
  ],
  [/^dblink/, "It opens another connection; a handle reaches one tenant."],
  [/^to_reg/, "The names of the server's objects are not the tenant's to look up."],
  [
    /^_reg(?:class|namespace|role|proc|oper|type|collation)/,
    "The names of the server's objects are not the tenant's to look up.",
  ],
  [/^has_.*_privilege$/, "The names of the server's objects are not the tenant's to look up."],
  [/^citus_/, "The cluster's tables and functions are the operator's."],
];

// Common enough as the beginning of a column's name; only as a call do they mean the server's function.
const refusedCalls: ReadonlyArray<readonly [pattern: RegExp, instead: string]> = [
  [/^lo_/, "Large objects are shared by the database; keep bytes in a column."],
  [
    /^(?:run_command_on|master|worker|create_distributed|create_reference|undistribute|rebalance|isolate_tenant|alter_distributed|alter_table_set|fetch_intermediate|read_intermediate|broadcast_intermediate|postgres_fdw)_/,
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
    if (lexeme.name === null) {
      return;
    }
    assertName(lexeme.name, isSymbol("(")(lexemes[index + 1]));
    if (isWord(lexeme, "into") && !isWord(lexemes[index - 1], "insert", "merge")) {
      throw refusal("SELECT INTO a new table", "The schema changes through a migration.");
    }
  });
  assertHistoryUnwritten(lexemes);
}

function assertName(name: string, called: boolean): void {
  const advice =
    instead.get(name) ??
    adviceIn(refusedEverywhere, name) ??
    (called ? adviceIn(refusedCalls, name) : undefined) ??
    systemName(name);
  if (advice !== undefined) throw refusal(`"${name}"`, advice);
}

function adviceIn(rules: typeof refusedCalls, name: string): string | undefined {
  return rules.find(([pattern]) => pattern.test(name))?.[1];
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
