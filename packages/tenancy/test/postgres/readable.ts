import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { openQueryDoor } from "../../src/postgres/query-door";

// PostgreSQL's internal one-byte type: its catalogs are full of it, and Prisma's adapter cannot read it.
const charOid = 18;
const textOid = 25;

/** Prisma's adapter over one schema of a server, for the schema engine, which reads the server's own catalogs. */
export function readablePostgres(
  connectionString: string,
  schema: string,
): SqlMigrationAwareDriverAdapterFactory {
  const connect: SqlMigrationAwareDriverAdapterFactory["connect"] = async () => {
    const client = new pg.Client({ connectionString, options: `-c search_path=${schema}` });
    await client.connect();
    const charColumns = new Set<string>();
    const door = await openQueryDoor(async (query) => {
      const { fields, rows, rowCount, command } = await client.query<unknown[]>({
        ...query,
        rowMode: "array",
      });
      for (const field of fields) {
        if (field.dataTypeID !== charOid) continue;
        charColumns.add(field.name);
        field.dataTypeID = textOid;
      }
      return { fields, rows, rowCount, command };
    });
    return {
      provider: "postgres",
      adapterName: "readable",
      async queryRaw(query) {
        const result = await door.queryRaw(query);
        const columnTypes = result.columnTypes.map((type, index) =>
          charColumns.has(result.columnNames[index] ?? "") ? ColumnTypeEnum.Character : type,
        );
        return { ...result, columnTypes };
      },
      executeRaw: (query) => door.executeRaw(query),
      executeScript: async () => {
        throw new Error("only for reading");
      },
      startTransaction: async () => {
        throw new Error("only for reading");
      },
      getConnectionInfo: () => ({ schemaName: schema, supportsRelationJoins: true }),
      dispose: () => client.end(),
    };
  };
  return { provider: "postgres", adapterName: "readable", connect, connectToShadowDb: connect };
}
