import { newTenantId } from "@acre/tenancy";
import type pg from "pg";
import { type Comparison, looped } from "../../comparison";
import { rawSchemas } from "../../raw-schema";
import { type ServerGround, sharedSchema } from "../../server-ground";

const createAim = 1.5;

/** An empty tenant, registered and ready, on both of PostgreSQL's models. */
export async function serverNewTenant(ground: ServerGround): Promise<Comparison[]> {
  const { tenants } = ground.platform.tenancy;
  const create = (datasource: string) => () => tenants.create({ slug: `new_${ground.next()}`, datasource });
  await create("rows")();
  const raw = await ground.connectRaw();
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
        { name: "its rows of the catalog, raw", aim: createAim, run: looped(() => registerRaw(ground, raw)) },
      ],
    },
  ];
}

/** What is written of a tenant of the `row` model: reserved, told to the fence, active; each committed. */
async function registerRaw(ground: ServerGround, client: pg.Client): Promise<void> {
  const id = newTenantId();
  await client.query(
    `INSERT INTO acre_catalog.tenants (id, slug, status, isolation, datasource, created_at, updated_at)
     VALUES ($1, $2, 'provisioning', 'row', 'rows', now(), now())`,
    [id, `raw_${ground.next()}`],
  );
  await client.query("INSERT INTO acre.row_tenants (tenant_id, rows_in) VALUES ($1, $2)", [id, sharedSchema]);
  await client.query(
    "UPDATE acre_catalog.tenants SET status = 'active', schema_version = 'x', updated_at = now() WHERE id = $1",
    [id],
  );
}
