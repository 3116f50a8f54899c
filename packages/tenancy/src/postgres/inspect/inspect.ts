import type { Finding } from "../../findings";
import type { PostgresServer } from "../server";
import { inspectCluster } from "./cluster";
import { inspectGrants } from "./grants";
import { inspectKeys } from "./keys";
import { inspectLogin } from "./login";
import { inspectPooler } from "./pooler";
import { type FencedSchemas, inspectTables } from "./tables";

export interface InspectOptions {
  /** The tenants' schemas of this datasource. */
  own: FencedSchemas;
  /** The schema of shared tables, whose keys are looked at too. */
  sharedTables?: string;
}

/** Everything about a server and one datasource in it that would let tenants meet. Changes nothing. */
export async function inspectPostgres(server: PostgresServer, options: InspectOptions): Promise<Finding[]> {
  const { name } = await server.login();
  const findings = await server.owner.transaction(async (session) => {
    return [
      ...(await inspectLogin(session, name)),
      ...(await inspectTables(session, name, options.own)),
      ...(await inspectCluster(session, name, options.own)),
      ...(await inspectGrants(session, name, (schema) => server.conditionOf(schema))),
      ...(options.sharedTables === undefined ? [] : await inspectKeys(session, options.sharedTables)),
    ];
  });
  return [...findings, ...(await inspectPooler(server.pool))];
}
