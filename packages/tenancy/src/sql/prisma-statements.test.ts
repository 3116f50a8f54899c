import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { expect, inject, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../test/fixture/tenancy";
import { rows } from "../../test/postgres/database";
import { recording } from "../../test/raw-sql/prisma/recording";
import { richClient } from "../../test/raw-sql/prisma/rich-client";
import { tablesFor } from "../../test/raw-sql/prisma/tables";
import { workload } from "../../test/raw-sql/prisma/workload";
import { createSqliteFileAdapter } from "../sqlite/file-adapter";
import { openDatabase } from "../sqlite/open-database";
import { assertTenantStatement } from "./guard";

// Whatever Prisma generates has to pass, or an honest call would fail. The client is real, and so is the engine.

/** Whether a text ends or divides a transaction, which an adapter without the guard is sent as a statement. */
const isTransactionControl = (sql: string) => /^(?:COMMIT|ROLLBACK)$/.test(sql);

it("lets pass what Prisma sends to SQLite", async () => {
  const path = join(temporaryFolder(), "rich.db");
  const db = openDatabase(path, { create: true });
  for (const table of tablesFor("sqlite")) db.exec(table);
  db.close();
  const statements = new Set<string>();
  const adapter = recording(createSqliteFileAdapter(path), (sql) => void statements.add(sql));
  const client = await richClient("sqlite", adapter);
  onTestFinished(() => client.$disconnect());
  await workload(client, "sqlite");
  for (const sql of statements) assertTenantStatement(sql, "sqlite");
  expect(statements.size).toBeGreaterThan(70);
});

it("lets pass what Prisma sends to PostgreSQL", async () => {
  const name = `rich_${randomBytes(6).toString("hex")}`;
  await rows(inject("postgresUrl"), `CREATE DATABASE ${name}`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = name;
  for (const table of tablesFor("postgresql")) await rows(url.href, table);
  const statements = new Set<string>();
  const adapter = recording(new PrismaPg({ connectionString: url.href }), (sql) => {
    if (isTransactionControl(sql)) return;
    statements.add(sql);
    assertTenantStatement(sql, "postgresql");
  });
  const client = await richClient("postgresql", adapter);
  onTestFinished(() => client.$disconnect());
  await workload(client, "postgresql");
  expect(statements.size).toBeGreaterThan(70);
});
