import { TenancyError } from "../errors";
import { quoteText } from "./names";
import type { OwnerSession } from "./owner";
import type { Statement } from "./statement";
import { currentTenantOver } from "./support-sql";

// On a Citus cluster a tenant's schema lies on one worker, and what is sent to the coordinator runs there: so do the
// policies. They are Citus' own to carry over, with the functions that they call. Everything else that a cluster needs
// of the engine is here.

/** Sent first: a schema that is made after it, in the same transaction, is placed on one node as a whole. */
export const schemaOnOneNode: Statement = { text: "SET LOCAL citus.enable_schema_based_sharding TO on" };

/** Sent first: a schema that is made after it, in the same transaction, stays on the coordinator. */
export const schemaOnCoordinator: Statement = { text: "SET LOCAL citus.enable_schema_based_sharding TO off" };

/**
 * Sent behind a tenant's context, in the same transaction: has the workers set what the policies there go by. They do
 * not see what `set_config` sets on the coordinator; SET LOCAL is handed on with the transaction that Citus begins on
 * a worker, and ends with it.
 */
export function workerContext(token: string, searchPath: string): Statement[] {
  return [
    { text: "SET LOCAL citus.propagate_set_commands TO 'local'" },
    { text: `SET LOCAL acre.tenant TO ${quoteText(token)}` },
    { text: `SET LOCAL acre.place TO ${quoteText(searchPath)}` },
    { text: "SET LOCAL TimeZone TO 'UTC'" },
  ];
}

/** What goes around a statement that is sent by itself: SET LOCAL is handed on only within a transaction block. */
export const ownTransaction = { before: [{ text: "BEGIN" }], after: [{ text: "COMMIT" }] } as const;

/** Throws `cluster_unready`, saying what to do, when the cluster cannot hold what the engine installs. */
export async function assertClusterReady(session: OwnerSession): Promise<void> {
  const { rows } = await session.send({ text: readyText });
  const [coordinator, login, known] = rows[0] ?? [];
  if (coordinator !== true) {
    throw new TenancyError(
      "cluster_unready",
      "The Citus coordinator is not among its own nodes, so it can hold no copy of what tenants' contexts are checked with. As a superuser, in this database: SELECT citus_set_coordinator_host('<its host>', <its port>).",
    );
  }
  if (known !== true) {
    throw new TenancyError(
      "cluster_unready",
      `Citus has not made the owner's login "${login}" on the workers itself, and would refuse to make anything of its there. Add the workers first, and then make a login over the coordinator, in this database, to own it.`,
    );
  }
}

const readyText = `SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_dist_node WHERE groupid = 0), r.rolname,
       r.rolsuper OR EXISTS (SELECT 1 FROM pg_catalog.pg_dist_object o
                              WHERE o.classid = 'pg_catalog.pg_authid'::regclass AND o.objid = r.oid)
  FROM pg_catalog.pg_roles r WHERE r.rolname = current_user`;

/**
 * Has every node hold the signing keys and the fences, and a `acre.current_tenant()` that reads the node's own copies:
 * no node may ask another in the middle of a query.
 */
export async function spreadSupport(session: OwnerSession): Promise<void> {
  const names: string[] = [];
  for (const table of ["signing_keys", "fences"]) {
    const name = `acre.${table}`;
    const { rows: spread } = await session.send({ text: shardText, values: [name] });
    if (spread.length === 0)
      await session.send({ text: "SELECT create_reference_table($1::regclass)", values: [name] });
    const { rows } = await session.send({ text: shardText, values: [name] });
    names.push(`${name}_${rows[0]?.[0]}`);
  }
  const [keys = "", fences = ""] = names;
  session.queue({ text: currentTenantOver(keys, fences) });
}

const shardText = "SELECT shardid::text FROM pg_catalog.pg_dist_shard WHERE logicalrelid = $1::regclass";
