import type { Platform } from "../platform";
import { runSql } from "./postgres-server";
import { inTenantFile } from "./tenant-file";
import { schemaOf } from "./test-store";

/**
 * Makes the database refuse every row for a table of a workspace, by a trigger that no handle on it would let through.
 *
 * @returns what takes the trigger away
 */
export async function refuseInserts(
  platform: Platform,
  tenantId: string,
  table: string,
): Promise<() => Promise<void>> {
  const { database, isolation } = platform.env;
  if (database === null) {
    const inFile = (sql: string) => inTenantFile(platform, tenantId, (file) => file.exec(sql));
    await inFile(
      `CREATE TRIGGER refused BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, '${table} is full'); END`,
    );
    return async () => {
      await inFile("DROP TRIGGER refused");
    };
  }
  const schema = schemaOf(isolation, tenantId);
  await runSql(
    database.ownerUrl,
    `CREATE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE '${table} is full'; END $$;
     CREATE TRIGGER refused BEFORE INSERT ON ${schema}.${table} FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse()`,
  );
  return async () => {
    await runSql(database.ownerUrl, `DROP FUNCTION ${schema}.refuse() CASCADE`);
  };
}
