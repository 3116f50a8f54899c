import type pg from "pg";
import type { PortableRow } from "../bundle/portable";
import type { PortableCounter, TenantLoader } from "../bundle/snapshot";
import { historyOf } from "../bundle/tables";
import type { LoadOptions } from "../datasource";
import { TenancyError } from "../errors";
import { readHistory } from "./history";
import { type LateReferences, lateReferences } from "./late-references";
import { quoteName } from "./names";
import { OwnerSession } from "./owner";
import { rowChange, rowRemoval } from "./row-changes";
import { type RowInsert, rowInsert } from "./row-insert";
import { isRefusal } from "./server-errors";
import { readBatches, type ServerPlace, tableOf, textForms } from "./snapshot";
import { lock } from "./support";
import { pathOf, readTenantTables, type ServerTable } from "./tenant-tables";

/** Fills a tenant's empty place, or one that it empties, in one transaction of the owner's, in the tenant's signed context. */
export async function loaderOfPlace(
  place: ServerPlace,
  { replace = false, amend = false }: LoadOptions = {},
): Promise<TenantLoader> {
  const { server, tenantId, schema } = place;
  const context = await server.context(tenantId, quoteName(schema));
  const client = await server.owner.separate();
  try {
    const session = new OwnerSession(client);
    session.queue(lock(place.shared ? `load ${schema} ${tenantId}` : place.lockName));
    session.queue(...context, textForms, {
      text: "SET CONSTRAINTS ALL DEFERRED",
    });
    await place.assertThere(session);
    const migrations = historyOf(await readHistory(session, schema));
    const tables = await readTenantTables(session, place);
    if (replace) empty(session, place, tables);
    else if (!amend) for (const { name } of tables) await assertEmpty(session, place, name);
    return { dialect: "postgresql", migrations, tables, ...fill({ client, session, place, tables }) };
  } catch (error) {
    await client.end();
    throw error;
  }
}

// In one statement, after which keys are checked: so the order of tables does not matter.
function empty(session: OwnerSession, place: ServerPlace, tables: readonly ServerTable[]): void {
  const own = place.shared ? ` WHERE tenant_id = '${place.tenantId}'` : "";
  const deletions = tables.map(
    ({ name }, index) => `d${index} AS (DELETE FROM ${pathOf(place, name)}${own})`,
  );
  if (deletions.length > 0) session.queue({ text: `WITH ${deletions.join(", ")} SELECT WHERE false` });
}

async function assertEmpty(session: OwnerSession, place: ServerPlace, table: string): Promise<void> {
  const own = place.shared ? ` WHERE tenant_id = '${place.tenantId}'` : "";
  const { rows } = await session.send({ text: `SELECT 1 FROM ${pathOf(place, table)}${own} LIMIT 1` });
  if (rows.length === 0) return;
  throw new TenancyError(
    "place_not_empty",
    `Table ${table} in schema ${place.schema} has rows of tenant ${place.tenantId} already. Data is loaded into an empty place only; choose another.`,
  );
}

const rowsInStatement = 256;

interface Filling {
  client: pg.Client;
  session: OwnerSession;
  place: ServerPlace;
  tables: readonly ServerTable[];
}

function fill({
  client,
  session,
  place,
  tables,
}: Filling): Pick<TenantLoader, "begin" | "write" | "change" | "remove" | "rows" | "commit" | "abort"> {
  const begun = new Map<string, ServerTable>();
  const late: LateReferences[] = [];
  const counts = new Map<string, readonly PortableCounter[]>();
  let insert: RowInsert | null = null;
  let table = "";

  /** Runs `work`; what the server refuses names the table. */
  async function refusing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw isRefusal(error) ? refused(error, table) : error;
    }
  }

  // After the last row, and once.
  async function fillReferencesIn(): Promise<void> {
    for (const references of late.splice(0)) {
      table = references.table;
      await refusing(async () => {
        session.queue(references.update);
        await session.flush();
      });
    }
  }

  async function changing(
    statementsOf: typeof rowChange,
    name: string,
    rows: readonly PortableRow[],
  ): Promise<void> {
    table = name;
    const change = statementsOf(place, tableOf(tables, name));
    for (let at = 0; at < rows.length; at += rowsInStatement) {
      const part = rows.slice(at, at + rowsInStatement);
      await refusing(async () => {
        session.queue(...change(part));
        await session.flush();
      });
    }
  }

  return {
    async begin(name, counters = []) {
      const target = tableOf(tables, name);
      table = name;
      const open = target.references.filter(
        ({ parent, deferrable }) => !deferrable && (parent === name || !begun.has(parent)),
      );
      begun.set(name, target);
      counts.set(name, counters);
      const references = lateReferences(place, target, open, begun.size);
      if (references !== null) {
        session.queue(references.create);
        late.push(references);
      }
      insert = rowInsert(place, target, references, place.server.citus && !place.shared);
    },
    async write(rows) {
      if (insert === null) throw new RangeError("No table was begun.");
      const statements = insert(rows);
      await refusing(async () => {
        session.queue(...statements);
        await session.flush();
      });
    },
    async change(name, rows) {
      await fillReferencesIn();
      await changing(rowChange, name, rows);
    },
    async remove(name, rows) {
      await fillReferencesIn();
      await changing(rowRemoval, name, rows);
    },
    async *rows(name) {
      await fillReferencesIn();
      await session.flush();
      yield* readBatches(client, place, tableOf(tables, name));
    },
    async commit() {
      try {
        await fillReferencesIn();
        for (const target of begun.values())
          await setCounters(session, place, target, counts.get(target.name) ?? []);
        await refusing(async () => {
          await session.send({ text: "COMMIT" });
        });
      } finally {
        await client.end();
      }
    },
    async abort() {
      // What was not committed is undone with the connection.
      await client.end();
    },
  };
}

function refused(error: pg.DatabaseError, table: string): TenancyError {
  const detail = error.detail === undefined ? "" : ` (${error.detail})`;
  return new TenancyError("load_refused", `A row of table ${table} was refused: ${error.message}${detail}.`, {
    cause: error,
  });
}

/** Continues each count behind the last number that was given out, there or in the rows. */
async function setCounters(
  session: OwnerSession,
  place: ServerPlace,
  { name, columns }: ServerTable,
  counters: readonly PortableCounter[],
): Promise<void> {
  const given = new Map(counters.map(({ column, last }) => [column, last]));
  const own = place.shared ? ` WHERE tenant_id = '${place.tenantId}'` : "";
  for (const column of columns) {
    if (column.numbers === null) continue;
    const newest = `greatest($1::bigint, (SELECT max(${quoteName(column.name)}) FROM ${pathOf(place, name)}${own}))`;
    const last = given.get(column.name) ?? "0";
    if ("count" in column.numbers) {
      await session.send({
        text: `INSERT INTO acre.counters AS c (tenant_id, name, value) SELECT $3::uuid, $2, ${newest}
               ON CONFLICT (tenant_id, name) DO UPDATE SET value = greatest(c.value, excluded.value)`,
        values: [last, column.numbers.count, place.tenantId],
      });
    } else {
      await session.send({
        text: `SELECT setval($2::regclass, n, true) FROM (SELECT ${newest} AS n) s WHERE n > 0`,
        values: [last, column.numbers.sequence],
      });
    }
  }
}
