import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

// PostgreSQL's internal one-byte type: its catalogs are full of it, and Prisma's adapter cannot read it.
const charOid = 18;
const textOid = 25;

/** Prisma's adapter over one schema of a server, for the schema engine, which reads the server's own catalogs. */
export function readablePostgres(connectionString, schema = "public") {
  const charColumns = new Set();
  const pool = poolOf({ connectionString, options: `-c search_path=${schema}` }, charColumns);
  const factory = new PrismaPg(pool, { schema, disposeExternalPool: true });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, index) =>
        charColumns.has(result.columnNames[index]) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    return adapter;
  };
  return factory;
}

/** A pool that passes one-byte columns off as text, and notes their names. */
function poolOf(database, charColumns) {
  const pool = new pg.Pool({ ...database, max: 2 });
  // The server goes away while connections are idle; that is the end of a test and no fault.
  pool.on("error", () => {});
  const query = pool.query.bind(pool);
  pool.query = async (...args) => {
    const result = await query(...args);
    for (const field of result.fields) {
      if (field.dataTypeID !== charOid) continue;
      charColumns.add(field.name);
      field.dataTypeID = textOid;
    }
    return result;
  };
  return pool;
}
