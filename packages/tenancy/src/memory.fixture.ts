// A process of its own for the tests, so that its memory is nobody else's: 50 callers go round many tenants of which 4
// may be open, and after each round it says how much memory is in use. Told to leak, it keeps every client.
import { join } from "node:path";
import { PrismaClient } from "../test/generated/client";
import { PrismaClient as PostgresClient } from "../test/postgres/generated/client";
import type { Datasource } from "./datasource";
import { loadMigrations } from "./migrations/migration";
import { createSchemaDatasource } from "./postgres/schema-datasource";
import { createPostgresServer } from "./postgres/server";
import { createSqliteDatasource } from "./sqlite/datasource";
import { createTenancy } from "./tenancy";
import { createMemoryRegistry } from "./testing/memory-registry";

const [told] = process.argv.slice(2);
const collect = globalThis.gc;
if (told === undefined || collect === undefined)
  throw new Error("usage: node --expose-gc memory.fixture.ts <options as JSON>");
const options: {
  dir: string;
  postgres: { ownerUrl: string; appUrl: string } | null;
  tenants: number;
  rounds: number;
  leak: boolean;
} = JSON.parse(told);

const cap = 4;
const callers = 50;
const test = join(import.meta.dirname, "../test");
const kept: unknown[] = [];

function datasource(): Datasource {
  if (options.postgres === null)
    return createSqliteDatasource({
      dir: options.dir,
      migrations: loadMigrations(join(test, "fixture/migrations")),
    });
  return createSchemaDatasource({
    server: createPostgresServer({ ...options.postgres, maxConnections: 20 }),
    migrations: loadMigrations(join(test, "postgres/migrations")),
  });
}

const tenancy = createTenancy({
  registry: createMemoryRegistry(),
  datasources: { place: datasource() },
  createClient(adapter, model) {
    const client = model === "database" ? new PrismaClient({ adapter }) : new PostgresClient({ adapter });
    if (options.leak) kept.push(client);
    return client;
  },
  closeClient: (client) => client.$disconnect(),
  maxOpenTenants: cap,
});

const slugs = Array.from({ length: options.tenants }, (_, n) => `tenant_${n}`);
for (const slug of slugs) await tenancy.tenants.create({ slug });

let busy = 0;
let tooMany = 0;
let errors = 0;

/** One caller's way through all tenants, from a place of their own. */
async function walk(caller: number): Promise<void> {
  for (let n = caller; n < slugs.length; n += callers) {
    busy++;
    try {
      const db = await tenancy.connect(slugs[(n * 37 + caller) % slugs.length] ?? "");
      await db.$queryRawUnsafe("select 1 as one");
    } catch {
      errors++;
    }
    if (tenancy.gauges().open > Math.max(cap, busy)) tooMany++;
    busy--;
  }
}

for (let round = 0; round < options.rounds; round++) {
  await Promise.all(Array.from({ length: callers }, (_, caller) => walk(caller)));
  // Twice, with a turn between: what is freed by the first may hold what the second frees.
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  console.log(JSON.stringify({ rss, heapUsed, errors, tooMany, open: tenancy.gauges().open }));
}
await tenancy.close();
