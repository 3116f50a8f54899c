import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SqlDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SqlDialect } from "../../../src/sql/dialect";

type Call = (args?: object) => PromiseLike<unknown>;

/** A model's operations, without their types: what counts here is the SQL that they send. */
export interface Model {
  findMany: Call;
  findFirst: Call;
  findUnique: Call;
  findUniqueOrThrow: Call;
  create: Call;
  createMany: Call;
  createManyAndReturn: Call;
  update: Call;
  updateMany: Call;
  updateManyAndReturn: Call;
  upsert: Call;
  delete: Call;
  deleteMany: Call;
  count: Call;
  aggregate: Call;
  groupBy: Call;
}

export interface RichModels {
  person: Model;
  profile: Model;
  post: Model;
  tag: Model;
}

export interface RichTransaction extends RichModels {
  $transaction<T>(work: (tx: RichTransaction) => Promise<T>): Promise<T>;
}

export interface RichClient extends RichTransaction {
  $transaction<T>(
    work: ((tx: RichTransaction) => Promise<T>) | PromiseLike<unknown>[],
    options?: object,
  ): Promise<T>;
  $disconnect(): Promise<void>;
}

const here = dirname(fileURLToPath(import.meta.url));

/** A real Prisma client of the rich schema, generated now unless it is up to date. No download. */
export async function richClient(dialect: SqlDialect, adapter: SqlDriverAdapterFactory): Promise<RichClient> {
  const folder = join(here, "generated", dialect);
  generate(dialect, folder);
  const generated: { PrismaClient: new (options: { adapter: SqlDriverAdapterFactory }) => RichClient } =
    await import(join(folder, "client.ts"));
  return new generated.PrismaClient({ adapter });
}

function generate(dialect: SqlDialect, folder: string): void {
  const schema = `${preamble(dialect)}\n${readFileSync(join(here, "schema.prisma"), "utf8")}`;
  const packageFile = createRequire(import.meta.url).resolve("prisma/package.json");
  const digest = createHash("sha256").update(schema).update(readFileSync(packageFile)).digest("hex");
  const stamp = join(folder, "stamp.txt");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  mkdirSync(dirname(folder), { recursive: true });
  const schemaFile = `${folder}.prisma`;
  writeFileSync(schemaFile, schema);
  const cli = join(packageFile, "..", "build", "index.js");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, "generate", "--schema", schemaFile, "--no-hints"],
    {
      cwd: here,
      encoding: "utf8",
      // `prisma generate` would download the schema engine, which it does not use. Any executable stops that.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" },
    },
  );
  if (status !== 0) throw new Error(`prisma generate failed:\n${stdout}\n${stderr}`);
  writeFileSync(stamp, digest);
}

function preamble(dialect: SqlDialect): string {
  // Joins are what PostgreSQL's client sends with the feature on: laterals, and rows as JSON.
  const features =
    dialect === "postgresql"
      ? '\n  previewFeatures        = ["relationJoins", "fullTextSearchPostgres"]'
      : "";
  return `datasource db {
  provider = "${dialect}"
}

generator client {
  provider               = "prisma-client"
  output                 = "./${dialect}"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = ""${features}
}
`;
}
