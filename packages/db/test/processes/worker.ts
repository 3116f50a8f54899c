// A process of its own for the tests: opens the tenants of an installation, does what the lines it is sent say, and
// answers each with a line.
import { createInterface } from "node:readline";
import { createPostgresServer } from "@acre/tenancy";
import { createEngine } from "@acre/tenancy/testing";
import { openCatalogFile } from "../../src/store/catalog";
import { openCatalogSchema } from "../../src/store/catalog-schema";
import { tenancyOptions } from "../../src/store/tenancy";
import type { Installation, Order } from "./installation";

const installation: Installation = JSON.parse(process.argv[2] ?? "");
const processId = process.argv[3] ?? "";
const { dir, isolation, server: urls, times } = installation;

const server = urls ? createPostgresServer({ ...urls, processId }) : null;
const { catalog, close } = urls
  ? await openCatalogSchema(createPostgresServer(urls))
  : await openCatalogFile(`${dir}/catalog.db`);
const engine = createEngine(
  tenancyOptions({
    catalog,
    dir: `${dir}/tenants`,
    maxOpenTenants: 10,
    isolation,
    server,
    keys: null,
    process: { kind: "command", processId, ...times },
  }),
);
await engine.coordination.enter();

let writing = false;
let written = 0;
const tell = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? error.code : String(error);

async function handle(tenantId: string) {
  const record = await engine.registry.findById(tenantId);
  if (record === null) throw Object.assign(new Error("gone"), { code: "tenant_not_found" });
  return engine.client(record);
}

/** Writes for as long as it is allowed to, one row after another, and tells of each that was acknowledged. */
async function write(tenantId: string): Promise<void> {
  writing = true;
  const db = await handle(tenantId);
  while (writing) {
    const name = `${processId} ${written++}`;
    try {
      if (written % 2) await db.label.create({ data: { name, color: "red" } });
      else
        await db.$transaction(async (tx) => void (await tx.label.create({ data: { name, color: "red" } })));
      tell({ acknowledged: name });
    } catch (error) {
      tell({ refused: codeOf(error) });
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Opens a transaction, writes in it, and commits when it is told to. */
async function transact(tenantId: string): Promise<void> {
  const db = await handle(tenantId);
  const name = `${processId} transaction`;
  try {
    await db.$transaction(
      async (tx) => {
        await tx.label.create({ data: { name, color: "red" } });
        tell({ open: true });
        await resumed;
        await tx.label.create({ data: { name: `${name}, later`, color: "red" } });
      },
      { timeout: 120_000 },
    );
    tell({ committed: true });
  } catch (error) {
    tell({ lost: codeOf(error) });
  }
}

let resume = () => {};
const resumed = new Promise<void>((resolve) => {
  resume = resolve;
});

async function obey(order: Order): Promise<void> {
  if (order.do === "write") void write(order.tenantId);
  else if (order.do === "stop writing") writing = false;
  else if (order.do === "transact") void transact(order.tenantId);
  else if (order.do === "resume") resume();
  else if (order.do === "hang alone") {
    // For ever: it is to be killed at it.
    void engine.alone(order.tenantId, { kind: "move" }, async (operation) => {
      await operation.note("half way", { copied: 1 });
      tell({ working: true });
      await new Promise(() => {});
      return {};
    });
  } else await leave();
}

async function leave(): Promise<void> {
  await engine.pool.end();
  await engine.coordination.leave();
  await close();
  await server?.close();
  process.exit(0);
}

tell({ ready: true });
for await (const line of createInterface({ input: process.stdin })) await obey(JSON.parse(line));
