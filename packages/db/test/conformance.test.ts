import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IsolationModel } from "@acre/tenancy";
import { describeIsolation, type Probe } from "@acre/tenancy/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { openStore, type PostgresOptions } from "../src/store/open-store";
import { createDatabase } from "./postgres-server";

/** People and the projects they own. */
const probe: Probe = {
  parent: {
    model: "user",
    table: "users",
    id: "id",
    unique: "email",
    children: "ownedProjects",
    others: () => ({ name: "Somebody", role: "member" }),
  },
  child: {
    model: "project",
    table: "projects",
    id: "id",
    newId: randomUUID,
    text: "name",
    number: { field: "lastTaskNumber", column: "last_task_number" },
    parentId: { field: "ownerId", column: "owner_id" },
    parent: "owner",
    others: () => ({ key: randomUUID() }),
    insertSql: ({ id, text, parentId }) =>
      `INSERT INTO projects (id, key, name, owner_id, updated_at)
       VALUES (${id}, '${randomUUID()}', ${text}, ${parentId}, '2027-01-01T00:00:00.000Z')`,
  },
};

async function emptyDatabase(): Promise<PostgresOptions> {
  const ownerUrl = await createDatabase();
  return { ownerUrl, appUrl: null, appPassword: randomUUID() };
}

// Rows differ most from what Prisma makes of the models; schemas are tried in the long run.
const models: IsolationModel[] = process.env.ACRE_TEST_FULL
  ? ["database", "row", "schema"]
  : ["database", "row"];

for (const isolation of models) {
  describeIsolation(`this application's tables, ${isolation}`, {
    runner: { describe, it, beforeAll, afterAll },
    probe,
    // A freed name rests, so that no one is taken for who had it before.
    reusesSlugs: false,
    async open({ maxOpenTenants = 500 }) {
      const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
      const postgres = isolation === "database" ? null : await emptyDatabase();
      const { tenancy, close } = await openStore({ dir, maxOpenTenants, isolation, postgres });
      return {
        tenancy,
        async close() {
          await close();
          rmSync(dir, { recursive: true, force: true });
        },
      };
    },
  });
}
