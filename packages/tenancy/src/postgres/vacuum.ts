import type { VacuumReport } from "../datasource";
import { quoteName } from "./names";
import type { PostgresServer } from "./server";
import { bytesInSchema } from "./size";
import { sendTogether } from "./statement";

/**
 * Vacuums every table in a schema, which holds up no reader and no writer, and says what the schema takes on the disk.
 * Space inside the tables becomes free for new rows; files only shrink where it is at their end.
 */
export async function vacuumSchema(server: PostgresServer, schema: string): Promise<VacuumReport> {
  await server.ready();
  const client = await server.owner.separate();
  try {
    const ask = async (text: string) =>
      (await sendTogether(client, [], { text, values: [quoteName(schema)] })).rows;
    const bytes = async () => Number((await ask(bytesInSchema))[0]?.[0] ?? 0);
    const bytesBefore = await bytes();
    for (const [table] of await ask(tablesText))
      await sendTogether(client, [], {
        text: `VACUUM (ANALYZE) ${quoteName(schema)}.${quoteName(String(table))}`,
      });
    return { bytesBefore, bytesAfter: await bytes() };
  } finally {
    await client.end();
  }
}

const tablesText =
  "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = to_regnamespace($1) AND relkind = 'r' ORDER BY relname";
