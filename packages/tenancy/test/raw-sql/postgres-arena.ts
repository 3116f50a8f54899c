import pg from "pg";
import { onTestFinished } from "vitest";
import { schemaNames } from "../../src/postgres/names";
import { type PostgresModel, testPostgres } from "../postgres/tenancy";
import type { Arena } from "./containment";
import { assertWorks, seed, seedForeign } from "./seed";

const rowsSchema = "acre_rows";

/** Two tenants on one PostgreSQL server. `guarded: false` sends raw statements unjudged. */
export async function postgresArena(model: PostgresModel, { guarded }: { guarded: boolean }): Promise<Arena> {
  const { tenancy, database } = await testPostgres(model, { unguarded: !guarded });
  const own = await tenancy.tenants.create({ slug: "own" });
  const foreign = await tenancy.tenants.create({ slug: "foreign" });
  const handle = await tenancy.connect("own");
  await seed(handle);
  const secret = await seedForeign(await tenancy.connect("foreign"));
  const placeOf = (id: string) => (model === "schema" ? schemaNames().of(id) : rowsSchema);
  const above = new pg.Client(database.superUrl);
  await above.connect();
  onTestFinished(() => above.end());
  return {
    handle,
    inTransaction: (work) => handle.$transaction((tx) => work(tx)),
    targets: {
      foreign: placeOf(foreign.id),
      foreignId: foreign.id,
      own: placeOf(own.id),
      login: database.appName,
    },
    secret,
    hidden: [foreign.id, foreign.id.replaceAll("-", "")],
    async fingerprint() {
      const place = placeOf(foreign.id);
      const foreignRows = model === "row" ? `WHERE x.tenant_id = '${foreign.id}'` : "";
      const { rows } = await above.query<{ line: string }>(
        `${structure}
         UNION ALL SELECT 'owner ' || x::text FROM ${place}."Owner" x ${foreignRows}
         UNION ALL SELECT 'note ' || x::text FROM ${place}."Note" x ${foreignRows}
         UNION ALL SELECT 'tag ' || x::text FROM ${place}."Tag" x ${foreignRows}
         UNION ALL SELECT 'history ' || x::text FROM ${placeOf(own.id)}."_prisma_migrations" x
         UNION ALL SELECT 'history ' || x::text FROM ${place}."_prisma_migrations" x
         ORDER BY 1`,
      );
      return rows.map(({ line }) => line).join("\n");
    },
    assertWorks: () => assertWorks(handle),
  };
}

// All that is defined in this database, with rights and rules, and what a session could leave behind in it.
const structure = `
  SELECT 'schema ' || nspname || coalesce(nspacl::text, '') AS line FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'
  UNION ALL SELECT concat_ws(' ', 'relation', oid, oid::regclass, relkind, relowner, relrowsecurity, relforcerowsecurity, relacl)
    FROM pg_class WHERE oid >= 16384
  UNION ALL SELECT concat_ws(' ', 'column', attrelid::regclass, attname, atttypid, attnotnull, atthasdef, attacl)
    FROM pg_attribute WHERE attrelid >= 16384
  UNION ALL SELECT concat_ws(' ', 'policy', polrelid::regclass, polname, polcmd, polpermissive, polqual, polwithcheck) FROM pg_policy
  UNION ALL SELECT concat_ws(' ', 'function', oid::regprocedure, prosecdef, md5(prosrc), proacl) FROM pg_proc WHERE oid >= 16384
  UNION ALL SELECT concat_ws(' ', 'trigger', tgrelid::regclass, tgname) FROM pg_trigger
  UNION ALL SELECT concat_ws(' ', 'setting', setdatabase, setrole, setconfig) FROM pg_db_role_setting
    WHERE setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  UNION ALL SELECT concat_ws(' ', 'comment', objoid, description) FROM pg_description WHERE objoid >= 16384
  UNION ALL SELECT concat_ws(' ', 'extension', extname) FROM pg_extension
  UNION ALL SELECT concat_ws(' ', 'large object', oid) FROM pg_largeobject_metadata
  UNION ALL SELECT concat_ws(' ', 'lock', classid, objid) FROM pg_locks
    WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION ALL SELECT concat_ws(' ', 'prepared', gid) FROM pg_prepared_xacts WHERE database = current_database()`;
