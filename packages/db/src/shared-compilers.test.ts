import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createSqliteFileAdapter, migrateSqliteFile } from "@acre/tenancy";
// @ts-expect-error: Prisma says nothing of its types.
import { QueryCompiler } from "@prisma/client/runtime/query_compiler_fast_bg.sqlite.mjs";
import { expect, it, onTestFinished, vi } from "vitest";
import { PrismaClient as CatalogClient, Prisma as CatalogPrisma } from "./generated/catalog-sqlite/client";
import { Prisma, PrismaClient } from "./generated/tenant-sqlite/client";
import { migrationsOf } from "./migrations";
import { sharingCompilers } from "./shared-compilers";

interface Options {
  datamodel: string;
  provider: string;
  connectionInfo: object;
}

function counting() {
  const counts = { made: 0, freed: 0, compiled: 0 };
  class CountingCompiler {
    constructor(readonly options: Options) {
      counts.made += 1;
    }
    compile(query: string) {
      counts.compiled += 1;
      return { plan: query };
    }
    compileBatch(batch: string) {
      return { plan: batch };
    }
    free() {
      counts.freed += 1;
    }
  }
  return { counts, Shared: sharingCompilers({ QueryCompiler: CountingCompiler }).QueryCompiler };
}

const options = { datamodel: "model A {}", provider: "sqlite", connectionInfo: {} };

it("has equal clients share a compiler and its plans, and no others", () => {
  const { counts, Shared } = counting();
  const [one, two] = [new Shared(options), new Shared({ ...options })];
  expect(one.compile("query")).toBe(two.compile("query"));
  expect(counts).toMatchObject({ made: 1, compiled: 1 });
  for (const other of [
    { ...options, datamodel: "model B {}" },
    { ...options, provider: "postgresql" },
    { ...options, connectionInfo: { schemaName: "t_1" } },
  ]) {
    new Shared(other).compile("query");
  }
  expect(counts).toMatchObject({ made: 4, compiled: 4 });
});

it("keeps no plan that rows are part of", () => {
  const { counts, Shared } = counting();
  const compiler = new Shared(options);
  for (const query of ['{"action":"createManyAndReturn"}', `{"where":"${"x".repeat(20_000)}"}`]) {
    compiler.compile(query);
    compiler.compile(query);
  }
  expect(counts.compiled).toBe(4);
});

it("frees compilers that nobody uses but for a few, each once, and those in use never", () => {
  const { counts, Shared } = counting();
  const schema = (n: number) => ({ ...options, connectionInfo: { schemaName: `t_${n}` } });
  const used = new Shared(schema(0));
  for (let n = 1; n <= 20; n += 1) {
    const compiler = new Shared(schema(n));
    compiler.free();
    compiler.free();
  }
  expect(counts).toMatchObject({ made: 21, freed: 12 });
  // Of the last ones, which are at hand still.
  new Shared(schema(20)).free();
  new Shared(schema(0));
  expect(counts).toMatchObject({ made: 21, freed: 12 });
  used.free();
  new Shared(schema(1));
  expect(counts.made).toBe(22);
});

it("serves the generated clients, each of which still reaches its own file alone", async () => {
  const compile = vi.spyOn(QueryCompiler.prototype, "compile");
  const dir = mkdtempSync(join(tmpdir(), "acre-compilers-"));
  const clients = ["one", "two", "three"].map((name) => {
    const path = join(dir, `${name}.db`);
    migrateSqliteFile(path, migrationsOf("tenant", "sqlite"), { create: true });
    return { name, client: new PrismaClient({ adapter: createSqliteFileAdapter(path) }) };
  });
  onTestFinished(async () => {
    for (const { client } of clients) await client.$disconnect();
    rmSync(dir, { recursive: true, force: true });
    compile.mockRestore();
  });
  for (const { name, client } of clients) {
    await client.label.create({ data: { name, color: "#336699" } });
    expect(await client.label.findMany({ where: { color: "#336699" }, select: { name: true } })).toEqual([
      { name },
    ]);
  }
  expect(compile).toHaveBeenCalledTimes(2);
});

it("has clients of one kind share what is read from their models, and no others", async () => {
  const read = vi.spyOn(Buffer, "from");
  onTestFinished(() => read.mockRestore());
  const adapter = createSqliteFileAdapter(join(tmpdir(), "never opened.db"));
  const graphsReadBy = (make: () => unknown) => {
    read.mockClear();
    make();
    return read.mock.calls.filter((call: readonly unknown[]) => call[1] === "base64url").length;
  };
  new PrismaClient({ adapter });
  expect(graphsReadBy(() => new PrismaClient({ adapter }))).toBe(0);
  expect(graphsReadBy(() => new CatalogClient({ adapter }))).toBe(1);
  expect(graphsReadBy(() => new CatalogClient({ adapter }))).toBe(0);
});

it("has all generated clients know each other's SQL and errors, and blame the caller's line", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "acre-db-")), "tenant.db");
  onTestFinished(() => rmSync(dirname(file), { recursive: true, force: true }));
  migrateSqliteFile(file, migrationsOf("tenant", "sqlite"), { create: true });
  const client = new PrismaClient({ adapter: createSqliteFileAdapter(file) });
  onTestFinished(() => client.$disconnect());
  const two = CatalogPrisma.sql`1 + ${1}`;
  expect(await client.$queryRaw(Prisma.sql`SELECT ${two} AS two`)).toEqual([{ two: 2 }]);

  const wrong: unknown = await client.user.delete({ where: { id: "nobody" } }).catch((error) => error);
  expect(wrong).toBeInstanceOf(CatalogPrisma.PrismaClientKnownRequestError);
  expect(String(wrong)).toContain("shared-compilers.test.ts");
});

it("has one copy of the runtime, and of what Prisma's own shares with it, after an upgrade of Prisma too", () => {
  const generated = join(import.meta.dirname, "generated");
  const own = /^import (?!type ).*"@prisma\/client\/runtime\/client"/m;
  const files = readdirSync(generated, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((name) => own.test(readFileSync(join(generated, name), "utf8")))).toEqual([]);

  const require = createRequire(import.meta.url);
  const utilities = "@prisma/client-runtime-utils";
  const ofPrisma = createRequire(require.resolve("@prisma/client/runtime/client")).resolve(utilities);
  expect(require.resolve(utilities)).toBe(ofPrisma);
});
