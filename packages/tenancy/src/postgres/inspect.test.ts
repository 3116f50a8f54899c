import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "../../test/postgres/database";
import {
  openTestPostgres,
  type PostgresModel,
  type TestPostgres,
  testPostgres,
} from "../../test/postgres/tenancy";

interface Weakness {
  name: string;
  models?: PostgresModel[];
  /** Run as a superuser; `{schema}` is where the tenant's tables are, `{app}` the app's login. */
  sql: string;
  code: string;
  /** `error` unless said. */
  severity?: "warning";
  /** What undoes it, where the command that inspection names is not the whole of it. */
  undo?: string;
}

const weaknesses: Weakness[] = [
  {
    name: "row level security off",
    sql: `ALTER TABLE {schema}."Note" DISABLE ROW LEVEL SECURITY`,
    code: "rls_off",
  },
  {
    name: "FORCE dropped",
    sql: `ALTER TABLE {schema}."Note" NO FORCE ROW LEVEL SECURITY`,
    code: "rls_not_forced",
  },
  { name: "the policy dropped", sql: `DROP POLICY acre_tenant ON {schema}."Note"`, code: "policy_missing" },
  {
    name: "the policy opened",
    sql: `ALTER POLICY acre_tenant ON {schema}."Note" USING (true)`,
    code: "policy_changed",
  },
  {
    name: "the policy open for writing",
    sql: `ALTER POLICY acre_tenant ON {schema}."Note" WITH CHECK (true)`,
    code: "policy_changed",
  },
  {
    name: "a second, permissive policy",
    sql: `CREATE POLICY all_in ON {schema}."Note" USING (true)`,
    code: "policy_added",
  },
  {
    name: "a new table that nothing fences",
    sql: `CREATE TABLE {schema}.plain (tenant_id uuid NOT NULL); GRANT SELECT ON {schema}.plain TO {app}`,
    code: "rls_off",
    undo: "DROP TABLE {schema}.plain",
  },
  {
    name: "a view that reads as its owner",
    sql: `CREATE VIEW {schema}.all_notes AS SELECT * FROM {schema}."Note"; GRANT SELECT ON {schema}.all_notes TO {app}`,
    code: "view_unfenced",
  },
  {
    name: "a materialised view",
    sql: `CREATE MATERIALIZED VIEW {schema}.kept AS SELECT * FROM {schema}."Note"; GRANT SELECT ON {schema}.kept TO {app}`,
    code: "unfenceable_granted",
    undo: "DROP MATERIALIZED VIEW {schema}.kept",
  },
  {
    name: "a table outside that the app reaches",
    sql: `CREATE TABLE public.accounts (id int); GRANT SELECT ON public.accounts TO {app}`,
    code: "foreign_grant",
    undo: "DROP TABLE public.accounts",
  },
  {
    name: "a single column outside that the app reaches",
    sql: `CREATE TABLE public.accounts (id int); GRANT SELECT (id) ON public.accounts TO {app}`,
    code: "foreign_grant",
    undo: "DROP TABLE public.accounts",
  },
  { name: "TRUNCATE granted", sql: `GRANT TRUNCATE ON {schema}."Note" TO {app}`, code: "right_excessive" },
  {
    name: "TRIGGER granted to all",
    sql: `GRANT TRIGGER ON {schema}."Note" TO PUBLIC`,
    code: "right_excessive",
  },
  {
    name: "a function that runs as its owner",
    sql: `CREATE FUNCTION public.leak() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::bigint'`,
    code: "definer_function",
  },
  {
    name: "the signing keys readable",
    sql: `GRANT SELECT ON acre.signing_keys TO {app}`,
    code: "secret_readable",
  },
  {
    name: "a sequence granted",
    sql: `CREATE SEQUENCE {schema}.s; GRANT USAGE ON SEQUENCE {schema}.s TO {app}`,
    code: "unfenceable_granted",
  },
  {
    name: "an app that owns a table",
    sql: `ALTER TABLE {schema}."Tag" OWNER TO {app}`,
    code: "login_owns",
    undo: `ALTER TABLE {schema}."Tag" OWNER TO {owner}`,
  },
  {
    name: "an app that may create",
    sql: `GRANT CREATE ON SCHEMA {schema} TO {app}`,
    code: "login_may_create",
  },
  {
    name: "an app that may make temporary tables",
    sql: `GRANT TEMPORARY ON DATABASE {database} TO PUBLIC`,
    code: "login_may_create",
  },
  {
    name: "an app that may act as another role",
    sql: `CREATE ROLE {database}_other; GRANT {database}_other TO {app}`,
    code: "login_member",
  },
  { name: "an app that reads all data", sql: `GRANT pg_read_all_data TO {app}`, code: "login_member" },
  { name: "an app exempt from policies", sql: `ALTER ROLE {app} BYPASSRLS`, code: "login_attribute" },
  { name: "an app that is a superuser", sql: `ALTER ROLE {app} SUPERUSER`, code: "login_attribute" },
  {
    name: "a unique index without the tenant",
    models: ["row"],
    sql: `CREATE UNIQUE INDEX bare ON {schema}."Owner" (email)`,
    code: "unique_without_tenant",
    undo: "DROP INDEX {schema}.bare",
  },
  {
    name: "an index without the tenant",
    models: ["row"],
    sql: `CREATE INDEX bare ON {schema}."Note" (text)`,
    code: "index_without_tenant",
    undo: "DROP INDEX {schema}.bare",
    severity: "warning",
  },
  {
    name: "a foreign key without the tenant",
    models: ["row"],
    sql: `CREATE UNIQUE INDEX bare ON {schema}."Owner" (id);
          ALTER TABLE {schema}."Note" ADD CONSTRAINT bare_fkey FOREIGN KEY ("ownerId") REFERENCES {schema}."Owner" (id)`,
    code: "foreign_key_without_tenant",
    undo: `ALTER TABLE {schema}."Note" DROP CONSTRAINT bare_fkey; DROP INDEX {schema}.bare`,
  },
  {
    name: "a tenant that may be missing",
    models: ["row"],
    sql: `ALTER TABLE {schema}."Tag" DROP CONSTRAINT "Tag_pkey", ALTER COLUMN tenant_id DROP NOT NULL`,
    code: "tenant_column_missing",
    undo: `ALTER TABLE {schema}."Tag" ADD PRIMARY KEY (tenant_id, name)`,
  },
  {
    name: "a shared sequence",
    models: ["row"],
    sql: `ALTER TABLE {schema}."Note" ADD COLUMN n serial`,
    code: "sequence_shared",
    undo: `ALTER TABLE {schema}."Note" DROP COLUMN n`,
    severity: "warning",
  },
];

async function schemaOf({ tenancy, database }: TestPostgres, model: PostgresModel): Promise<string> {
  if (model === "row") return "acre_rows";
  const tenant = await tenancy.tenants.get("acme");
  if (tenant === null) throw new Error(`no tenant in ${database.name}`);
  return `t_${tenant.id.replaceAll("-", "")}`;
}

describe.each<PostgresModel>(["schema", "row"])("inspection of the %s model", (model) => {
  it("finds nothing wrong with what the engine makes", async () => {
    const { tenancy } = await testPostgres(model);
    await tenancy.tenants.create({ slug: "acme" });
    expect(await tenancy.inspect()).toEqual([]);
    expect(await tenancy.start()).toEqual([]);
  });

  it("finds nothing wrong with tables divided by tenant", async () => {
    const { tenancy } = await testPostgres(model, { partitions: 3 });
    await tenancy.tenants.create({ slug: "acme" });
    expect(await tenancy.inspect()).toEqual([]);
  });

  describe("of what was weakened", () => {
    const here = weaknesses.filter(({ models }) => models?.includes(model) ?? true);
    let test: TestPostgres;
    let names: Record<string, string>;

    beforeAll(async () => {
      test = await openTestPostgres(model);
      await test.tenancy.tenants.create({ slug: "acme" });
      const { appName: app, name: database } = test.database;
      names = { schema: await schemaOf(test, model), app, database, owner: `${database}_owner` };
    });
    afterAll(() => test.tenancy.close());

    async function asSuperuser(sql: string): Promise<void> {
      await rows(
        test.database.superUrl,
        sql.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? ""),
      );
    }

    it.each(here)("finds $name, says what mends it, and is content once that is done", async (weakness) => {
      const { tenancy } = test;
      await asSuperuser(weakness.sql);
      const findings = await tenancy.inspect();
      const found = findings.find(({ code }) => code === weakness.code);
      expect(found, JSON.stringify(findings, null, 1)).toMatchObject({
        severity: weakness.severity ?? "error",
        datasource: "pg",
      });
      expect(found?.object).toBeTruthy();
      if (weakness.severity === undefined)
        await expect(tenancy.start()).rejects.toMatchObject({ code: "tenancy_unsafe" });
      else expect(await tenancy.start()).toContainEqual(found);
      await asSuperuser(weakness.undo ?? found?.fix ?? "");
      expect(await tenancy.inspect()).toEqual([]);
    });
  });
});
