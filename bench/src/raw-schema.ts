import { migrationsOf } from "@acre/db/platform";
import { createSchemaDatasource, newTenantId } from "@acre/tenancy";
import type pg from "pg";
import { asScript, changesSchema, sentStatements } from "./sent-statements";
import { type ServerGround, schemaOf } from "./server-ground";

/**
 * What the engine sends to make a schema, taken from the engine while it makes one: tables, keys, indexes, policies and
 * grants, without what it asks in between. Returns how to make one more, in one round trip, which answers its name.
 */
export async function rawSchemas(ground: ServerGround, client: pg.Client): Promise<() => Promise<string>> {
  const datasource = createSchemaDatasource({
    server: ground.server,
    migrations: migrationsOf("tenant", "postgresql"),
  });
  const sampleId = newTenantId();
  await ground.server.ready();
  const sent = await sentStatements(ground.server, () => datasource.provision(sampleId));
  const sample = schemaOf(sampleId);
  const [createSchema, ...rest] = sent.filter(changesSchema);
  if (createSchema === undefined || rest.length < 20)
    throw new Error("The engine's statements were not seen.");
  const script = [
    { text: "BEGIN" },
    createSchema,
    { text: `SET LOCAL search_path TO "${sample}"` },
    ...rest,
    { text: "COMMIT" },
  ];
  const text = asScript(script);
  return async () => {
    const id = newTenantId();
    await client.query(text.replaceAll(sampleId, id).replaceAll(sample, schemaOf(id)));
    return schemaOf(id);
  };
}
