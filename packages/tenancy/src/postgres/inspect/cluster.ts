import type { Finding } from "../../findings";
import { historyTableName } from "../history";
import { quoteName, quoteText } from "../names";
import type { OwnerSession } from "../owner";
import { type FencedSchemas, type Table, tableFindings, tablesText } from "./tables";

/** What a node of a cluster says about itself. */
interface NodeReport {
  exempt: boolean;
  tables: Table[];
}

/**
 * What a Citus cluster's nodes have that the coordinator does not show: the tables in which rows are, of which it knows
 * the descriptions, and the app's login as it is there. Finds nothing where the database is no cluster's.
 */
export async function inspectCluster(
  session: OwnerSession,
  login: string,
  schemas: FencedSchemas,
): Promise<Finding[]> {
  const { rows: found } = await session.send({
    text: "SELECT 1 FROM pg_catalog.pg_extension WHERE extname = 'citus'",
  });
  if (found.length === 0) return [];
  const { rows } = await session.send({
    text: "SELECT n.nodename, n.nodeport, r.success, r.result FROM run_command_on_all_nodes($1) r JOIN pg_catalog.pg_dist_node n USING (nodeid) ORDER BY 1, 2",
    values: [nodeText(login, schemas.pattern)],
  });
  return rows.flatMap(([host, port, success, result]) => {
    const node = `${host}:${port}`;
    if (success !== true) return [unread(node, String(result))];
    const { exempt, tables }: NodeReport = JSON.parse(String(result));
    const findings = tableFindings(tables.filter(isTenants), login, schemas);
    if (exempt) findings.push(exemptOn(login));
    return findings.map((finding) => ({
      ...finding,
      object: `${finding.object} on ${node}`,
      fix: `On ${node}: ${finding.fix}`,
    }));
  });
}

// The tables of a node that hold rows, which are called as the coordinator's with a number behind.
function nodeText(login: string, pattern: string): string {
  const own = tablesText.replaceAll("$1", quoteText(pattern)).replaceAll("$2", quoteText(login));
  return `SELECT json_build_object(
    'exempt', (SELECT rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = ${quoteText(login)}),
    'tables', coalesce((SELECT json_agg(t) FROM (${own}) t(schema, name, part, enabled, forced, granted, policies)
       WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_dist_partition p
                          WHERE p.logicalrelid = pg_catalog.format('%I.%I', t.schema, t.name)::regclass)), '[]'))`;
}

function isTenants({ name, granted }: Table): boolean {
  return granted || !name.startsWith(`${historyTableName}_`);
}

function exemptOn(login: string): Finding {
  return {
    severity: "error",
    code: "login_attribute",
    object: login,
    problem: "The app's login is exempt from row level security there, where the rows are.",
    fix: `ALTER ROLE ${quoteName(login)} NOSUPERUSER NOBYPASSRLS`,
  };
}

function unread(node: string, reason: string): Finding {
  return {
    severity: "warning",
    code: "node_unread",
    object: node,
    problem: `This node of the cluster could not be looked at: ${reason}`,
    fix: "Bring the node back, or remove it: SELECT citus_remove_node(…)",
  };
}
