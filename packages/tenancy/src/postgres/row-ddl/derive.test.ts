import { describe, expect, it } from "vitest";
import { migration } from "../../migrations/migration";
import { deriveRowMigration } from "./derive";
import type { DeriveOptions } from "./options";

const defaults: DeriveOptions = { schema: "acre_rows", partitions: 1, serverVersion: 180000 };

function derive(sql: string, options: Partial<DeriveOptions> = {}): string[] {
  const { statements } = deriveRowMigration(migration("1_x", sql), { ...defaults, ...options });
  return statements.map((statement) => statement.replace(/^(?:--.*\n)+/, "").replace(/\s+/g, " "));
}

const tenant = '"tenant_id" uuid NOT NULL DEFAULT acre.current_tenant()';

const shapes: Array<[name: string, sql: string, ...derived: string[]]> = [
  [
    "a table with its key",
    'CREATE TABLE "a" (\n    "id" TEXT NOT NULL,\n    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,\n    "price" DECIMAL(65,30) DEFAULT 0,\n\n    CONSTRAINT "a_pkey" PRIMARY KEY ("id")\n);',
    `CREATE TABLE "a" ( "id" TEXT NOT NULL, "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP, "price" DECIMAL(65,30) DEFAULT 0, ${tenant}, CONSTRAINT "a_pkey" PRIMARY KEY ("tenant_id", "id") )`,
  ],
  [
    "a table with a key of two columns",
    'CREATE TABLE "a" ("x" INTEGER NOT NULL, "y" INTEGER NOT NULL, CONSTRAINT "a_pkey" PRIMARY KEY ("x","y"))',
    `CREATE TABLE "a" ("x" INTEGER NOT NULL, "y" INTEGER NOT NULL, ${tenant}, CONSTRAINT "a_pkey" PRIMARY KEY ("tenant_id", "x","y"))`,
  ],
  ["a table without a key", 'CREATE TABLE "a" ("x" TEXT)', `CREATE TABLE "a" ("x" TEXT, ${tenant})`],
  [
    "arrays, JSON and defaults with commas and parentheses",
    `CREATE TABLE "a" ("w" TEXT[] DEFAULT ARRAY['a, b', 'c)']::TEXT[], "j" JSONB NOT NULL DEFAULT '{"a": [1, 2]}', "k" "Kind" NOT NULL DEFAULT 'A')`,
    `CREATE TABLE "a" ("w" TEXT[] DEFAULT ARRAY['a, b', 'c)']::TEXT[], "j" JSONB NOT NULL DEFAULT '{"a": [1, 2]}', "k" "Kind" NOT NULL DEFAULT 'A', ${tenant})`,
  ],
  [
    "columns that count",
    'CREATE TABLE "a" ("id" SERIAL NOT NULL, "b" BIGSERIAL NOT NULL, "s" SMALLSERIAL NOT NULL, CONSTRAINT "a_pkey" PRIMARY KEY ("id"))',
    `CREATE TABLE "a" ("id" INTEGER NOT NULL DEFAULT acre.next_number('acre_rows.a.id')::integer, "b" BIGINT NOT NULL DEFAULT acre.next_number('acre_rows.a.b')::bigint, "s" SMALLINT NOT NULL DEFAULT acre.next_number('acre_rows.a.s')::smallint, ${tenant}, CONSTRAINT "a_pkey" PRIMARY KEY ("tenant_id", "id"))`,
  ],
  [
    "a unique index",
    'CREATE UNIQUE INDEX "a_x_key" ON "a"("x")',
    'CREATE UNIQUE INDEX "a_x_key" ON "a"("tenant_id", "x")',
  ],
  [
    "an index with an order, an operator class and a condition",
    'CREATE INDEX "i" ON "a"("x" DESC, "y" text_pattern_ops) WHERE ("z" IS NULL)',
    'CREATE INDEX "i" ON "a"("tenant_id", "x" DESC, "y" text_pattern_ops) WHERE ("z" IS NULL)',
  ],
  [
    "a hash index",
    'CREATE INDEX "i" ON "a" USING HASH ("x")',
    'CREATE INDEX "i" ON "a" USING BTREE ("tenant_id", "x")',
  ],
  [
    "a BRIN index",
    'CREATE INDEX "i" ON "a" USING BRIN ("x")',
    'CREATE INDEX "i" ON "a" USING BRIN ("tenant_id", "x")',
  ],
  [
    "a foreign key that cascades",
    'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("b_id") REFERENCES "b"("id") ON DELETE CASCADE ON UPDATE CASCADE',
    'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("tenant_id", "b_id") REFERENCES "b"("tenant_id", "id") ON DELETE CASCADE ON UPDATE CASCADE',
  ],
  [
    "a foreign key of two columns that clears itself",
    'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("x","y") REFERENCES "b"("p","q") ON DELETE SET NULL ON UPDATE CASCADE',
    'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("tenant_id", "x","y") REFERENCES "b"("tenant_id", "p","q") ON DELETE SET NULL ("x", "y") ON UPDATE CASCADE',
  ],
  [
    "a foreign key that falls back to its default",
    'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("x") REFERENCES "b"("p") ON DELETE SET DEFAULT ON UPDATE RESTRICT',
    'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("tenant_id", "x") REFERENCES "b"("tenant_id", "p") ON DELETE SET DEFAULT ("x") ON UPDATE RESTRICT',
  ],
  [
    "several changes of one table",
    'ALTER TABLE "a" DROP CONSTRAINT "a_pkey",\nDROP COLUMN "old",\nADD COLUMN     "new" BOOLEAN NOT NULL DEFAULT true,\nALTER COLUMN "x" DROP NOT NULL,\nALTER COLUMN "p" SET DATA TYPE DECIMAL(12,2),\nALTER COLUMN "k" SET DEFAULT \'B\',\nADD CONSTRAINT "a_pkey" PRIMARY KEY ("id", "at")',
    'ALTER TABLE "a" DROP CONSTRAINT "a_pkey", DROP COLUMN "old", ADD COLUMN "new" BOOLEAN NOT NULL DEFAULT true, ALTER COLUMN "x" DROP NOT NULL, ALTER COLUMN "p" SET DATA TYPE DECIMAL(12,2), ALTER COLUMN "k" SET DEFAULT \'B\', ADD CONSTRAINT "a_pkey" PRIMARY KEY ("tenant_id", "id", "at")',
  ],
  [
    "renamings",
    'ALTER TABLE "a" RENAME TO "b"; ALTER TABLE "b" RENAME COLUMN "x" TO "y"; ALTER TABLE "b" RENAME CONSTRAINT "p" TO "q"; ALTER INDEX "i" RENAME TO "j"',
    'ALTER TABLE "a" RENAME TO "b"',
    'ALTER TABLE "b" RENAME COLUMN "x" TO "y"',
    'ALTER TABLE "b" RENAME CONSTRAINT "p" TO "q"',
    'ALTER INDEX "i" RENAME TO "j"',
  ],
  [
    "removals",
    'DROP INDEX "i"; DROP TABLE "a"; ALTER TABLE "b" DROP CONSTRAINT "f"',
    'DROP INDEX "i"',
    'DROP TABLE "a"',
    'ALTER TABLE "b" DROP CONSTRAINT "f"',
  ],
  [
    "a changed enum, as Prisma writes it in a transaction of its own",
    'BEGIN;\nCREATE TYPE "K_new" AS ENUM (\'A\', \'B\');\nALTER TABLE "a" ALTER COLUMN "k" TYPE "K_new" USING ("k"::text::"K_new");\nALTER TYPE "K" RENAME TO "K_old";\nALTER TYPE "K_new" RENAME TO "K";\nDROP TYPE "public"."K_old";\nCOMMIT;',
    "CREATE TYPE \"K_new\" AS ENUM ('A', 'B')",
    'ALTER TABLE "a" ALTER COLUMN "k" TYPE "K_new" USING ("k"::text::"K_new")',
    'ALTER TYPE "K" RENAME TO "K_old"',
    'ALTER TYPE "K_new" RENAME TO "K"',
    'DROP TYPE "K_old"',
  ],
  ["a value more", "ALTER TYPE \"K\" ADD VALUE 'C'", "ALTER TYPE \"K\" ADD VALUE 'C'"],
  [
    "the schema public, which is not meant",
    'CREATE SCHEMA IF NOT EXISTS "public"; DROP TABLE "public"."a"',
    'DROP TABLE "a"',
  ],
  [
    "a check",
    'ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("x" > 0 AND ("y" IN (1, 2)))',
    'ALTER TABLE "a" ADD CONSTRAINT "c" CHECK ("x" > 0 AND ("y" IN (1, 2)))',
  ],
];

const refused: Array<[name: string, sql: string, reason: RegExp]> = [
  ["changes of rows", 'UPDATE "a" SET "x" = 1', /a change of a table/],
  ["inserts", 'INSERT INTO "a" VALUES (1)', /a change of a table/],
  ["views", 'CREATE VIEW "v" AS SELECT 1', /a change of a table/],
  ["functions", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", /a change of a table/],
  ["extensions", 'CREATE EXTENSION IF NOT EXISTS "citext"', /a change of a table/],
  ["sequences", "CREATE SEQUENCE post_id_seq", /a change of a table/],
  ["defaults from a sequence", `ALTER TABLE "a" ALTER COLUMN "id" SET DEFAULT nextval('s')`, /sequence/],
  ["a sequence in a new table", `CREATE TABLE "a" ("id" INTEGER DEFAULT nextval('s'))`, /sequence/],
  [
    "a counting column for rows that are there",
    'ALTER TABLE "a" ADD COLUMN "n" SERIAL NOT NULL',
    /existing rows/,
  ],
  ["identity columns", 'CREATE TABLE "a" ("id" INTEGER GENERATED ALWAYS AS IDENTITY)', /GENERATED/],
  ["a key within a column", 'CREATE TABLE "a" ("id" TEXT PRIMARY KEY)', /PRIMARY/],
  ["a reference within a column", 'CREATE TABLE "a" ("b" TEXT REFERENCES "b"("id"))', /REFERENCES/],
  ["a GIN index", 'CREATE INDEX "i" ON "a" USING GIN ("words")', /GIN/],
  ["an index made concurrently", 'CREATE INDEX CONCURRENTLY "i" ON "a"("x")', /ON was expected/],
  ["a column of that name", 'CREATE TABLE "a" ("tenant_id" TEXT)', /clash/],
  ["removing that column", 'ALTER TABLE "a" DROP COLUMN "tenant_id"', /not the migration's/],
  ["another schema", 'CREATE TABLE "other"."a" ("x" TEXT)', /another schema/],
  [
    "clearing on update",
    'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("x") REFERENCES "b"("p") ON UPDATE SET NULL',
    /ON UPDATE/,
  ],
  ["names that would be cut off", `CREATE UNIQUE INDEX "${"ü".repeat(32)}" ON "a"("x")`, /63 bytes/],
  ["what follows a table", 'CREATE TABLE "a" ("x" TEXT) WITH (fillfactor=70)', /the end/],
  ["security settings", 'ALTER TABLE "a" DISABLE ROW LEVEL SECURITY', /ADD CONSTRAINT/],
  ["new owners", 'ALTER TABLE "a" OWNER TO "x"', /ADD CONSTRAINT/],
];

describe("the same migration for shared tables", () => {
  it.each(shapes)("knows %s", (_, sql, ...expected) => {
    expect(derive(sql)).toEqual(expected);
    expect(derive(sql)).toEqual(derive(sql));
  });

  it.each(refused)("is to be written by hand for %s", (_, sql, reason) => {
    expect(() => derive(sql)).toThrow(expect.objectContaining({ code: "migration_not_derivable" }));
    expect(() => derive(sql)).toThrow(reason);
    expect(() => derive(sql)).toThrow(/migration\.row\.sql/);
  });

  it("is the hand-written one where there is one", () => {
    const { statements } = deriveRowMigration(
      migration("1_x", "UPDATE a SET x = 1", "UPDATE a SET x = 2;\nSELECT 1;"),
      defaults,
    );
    expect(statements).toEqual(["UPDATE a SET x = 2", "SELECT 1"]);
  });

  it("says when the server is too old to clear some of a key's columns", () => {
    const sql = 'ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("x") REFERENCES "b"("p") ON DELETE SET NULL';
    expect(() => derive(sql, { serverVersion: 140012 })).toThrow(/PostgreSQL 15/);
    expect(derive(sql, { serverVersion: 150000 })).toHaveLength(1);
    expect(derive(sql.replace("SET NULL", "RESTRICT"), { serverVersion: 140012 })).toHaveLength(1);
  });

  it("divides tables by tenant, and renames the parts along", () => {
    const [create, ...parts] = derive('CREATE TABLE "a" ("x" TEXT)', { partitions: 2 });
    expect(create).toBe(`CREATE TABLE "a" ("x" TEXT, ${tenant}) PARTITION BY HASH ("tenant_id")`);
    expect(parts).toEqual([
      'CREATE TABLE "a_p0" PARTITION OF "a" FOR VALUES WITH (MODULUS 2, REMAINDER 0)',
      'CREATE TABLE "a_p1" PARTITION OF "a" FOR VALUES WITH (MODULUS 2, REMAINDER 1)',
    ]);
    expect(derive('ALTER TABLE "a" RENAME TO "b"', { partitions: 2 }).slice(1)).toEqual([
      'ALTER TABLE "a_p0" RENAME TO "b_p0"',
      'ALTER TABLE "a_p1" RENAME TO "b_p1"',
    ]);
  });
});
