import { newTenantId } from "@acre/tenancy";
import type pg from "pg";
import { type Comparison, looped } from "../../comparison";
import { rawSchemas } from "../../raw-schema";
import { asScript } from "../../sent-statements";
import { catalogId, catalogSchema, type ServerGround, sharedSchema } from "../../server-ground";

const createAim = 1.5;

interface Statement {
  text: string;
  values: string[];
}

/** An empty tenant, registered and ready, on both of PostgreSQL's models. */
export async function serverNewTenant(ground: ServerGround): Promise<Comparison[]> {
  const { tenants } = ground.platform.tenancy;
  const create = (datasource: string) => () => tenants.create({ slug: `new_${ground.next()}`, datasource });
  await create("rows")();
  const raw = await ground.connectRaw();
  const asApp = await ground.connectAsApp();
  const makeRaw = await rawSchemas(ground, raw);

  return [
    {
      id: "new-tenant-schema",
      work: "new tenant, schema",
      ours: { name: "tenants.create", run: looped(create("schemas")) },
      others: [{ name: "its DDL and grants, one round trip", aim: createAim, run: looped(() => makeRaw()) }],
    },
    {
      id: "new-tenant-row",
      work: "new tenant, row",
      ours: { name: "tenants.create", run: looped(create("rows")) },
      others: [
        {
          name: "its rows of the catalog, raw, three statements",
          aim: createAim,
          run: looped(() => registerRaw(ground, raw)),
        },
        {
          name: "the same behind the catalog's fence, raw",
          run: looped(() => registerFenced(ground, raw, asApp)),
        },
      ],
    },
  ];
}

/**
 * What nobody can do without who makes a tenant of the `row` model: the name is reserved unless it is taken or was given up
 * a while ago; the fence is told; and the tenant is active unless somebody else was at it meanwhile. Each is committed
 * before the next, so that whatever dies in between is found.
 */
function registration(slug: string): [Statement, Statement, Statement] {
  const id = newTenantId();
  return [
    {
      text: `INSERT INTO ${catalogSchema}.tenants (id, slug, status, isolation, datasource, created_at, updated_at)
             SELECT $1, $2, 'provisioning', 'row', 'rows', now(), now()
              WHERE NOT EXISTS (SELECT FROM ${catalogSchema}.released_slugs WHERE slug = $2 AND released_at > now() - interval '90 days')
             ON CONFLICT DO NOTHING`,
      values: [id, slug],
    },
    {
      text: "INSERT INTO acre.row_tenants (tenant_id, rows_in) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      values: [id, sharedSchema],
    },
    {
      text: `UPDATE ${catalogSchema}.tenants SET status = 'active', schema_version = 'x', updated_at = now()
              WHERE id = $1 AND epoch = 0 AND NOT EXISTS (SELECT FROM ${catalogSchema}.onboardings WHERE tenant_id = $1)
             RETURNING *`,
      values: [id],
    },
  ];
}

async function registerRaw(ground: ServerGround, client: pg.Client): Promise<void> {
  for (const { text, values } of registration(`raw_${ground.next()}`)) await client.query(text, values);
}

/** What only the application's login sends, in the catalog's context, one round trip for each. */
async function registerFenced(ground: ServerGround, owner: pg.Client, app: pg.Client): Promise<void> {
  const [reserve, tell, activate] = registration(`fenced_${ground.next()}`);
  const context = {
    text: "SELECT set_config('acre.tenant', $1, true), set_config('acre.place', $2, true)",
    values: [await ground.server.token(catalogId), `"${catalogSchema}", pg_temp`],
  };
  const inContext = (statement: Statement) =>
    app.query(asScript([{ text: "BEGIN" }, context, statement, { text: "COMMIT" }]));
  await inContext(reserve);
  await owner.query(tell.text, tell.values);
  await inContext(activate);
}
