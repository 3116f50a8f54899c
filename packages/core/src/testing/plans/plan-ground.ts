import { migrationsOf } from "@acre/db/platform";
import {
  createPostgresServer,
  createRowDatasource,
  ensureAppLogin,
  type IsolationModel,
  newTenantId,
} from "@acre/tenancy";
import type { TenantContext } from "../../context";
import { bootTestPlatform, type TestPlatform, temporaryFolder } from "../boot-test-platform";
import { createDatabase, runSql, type TestDatabase } from "../postgres-server";
import { schemaOf } from "../test-store";
import { makeWorkspace, type TestWorkspace } from "../test-workspace";
import { fillForPlans, type PlanRecords } from "./fill-for-plans";
import type { PlanReader } from "./plan-reader";
import { postgresPlans } from "./postgres-plans";
import { listenToPostgres } from "./sent-to-postgres";
import { sqlitePlans } from "./sqlite-plans";

/** Where plans are looked at; `parts` above 1 divides shared tables by tenant. */
export interface PlanModel {
  isolation: IsolationModel;
  parts: number;
}

/** A filled workspace among others, a plain member of it, and the plans of what it is asked. */
export interface PlanGround {
  workspace: TestWorkspace;
  member: TenantContext;
  records: PlanRecords;
  reader: PlanReader;
  close(): Promise<void>;
}

/** Boots an installation of a model, and fills a workspace in it and some others. */
export async function openPlanGround({ isolation, parts }: PlanModel): Promise<PlanGround> {
  const folder = temporaryFolder();
  if (isolation === "database") {
    const booted = await bootTestPlatform(folder.dir);
    const filled = await fill(booted);
    return {
      ...filled,
      reader: sqlitePlans(booted.platform, filled.workspace.owner.tenant.id),
      async close() {
        await booted.close();
        folder.remove();
      },
    };
  }
  const { take, stop } = listenToPostgres();
  const database = await createDatabase();
  await runSql(database.superUrl, `ALTER DATABASE ${database.name} SET enable_seqscan = off`);
  if (parts > 1) await divideSharedTables(database, parts);
  const booted = await bootTestPlatform(folder.dir, {
    DATABASE_URL: database.ownerUrl,
    ACRE_ISOLATION: isolation,
  });
  const filled = await fill(booted);
  await runSql(database.superUrl, "ANALYZE");
  const { owner } = filled.workspace;
  const schema = schemaOf(isolation, owner.tenant.id);
  return {
    ...filled,
    reader: postgresPlans({ ctx: owner, ...database, schema, parts, take }),
    async close() {
      stop();
      await booted.close();
      folder.remove();
    },
  };
}

async function fill({ platform }: TestPlatform) {
  const [workspace, ...others] = await Promise.all(
    ["Looked At", "Other One", "Other Two", "Other Three"].map((name) => makeWorkspace(platform, name)),
  );
  if (!workspace) throw new Error("The workspace is missing.");
  const member = await workspace.join("member");
  const records = await fillForPlans(workspace, member, 1_000);
  for (const other of others) await fillForPlans(other, await other.join("member"), 40);
  return { workspace, member, records };
}

/** Makes the shared tables in parts, before the application finds them made. */
async function divideSharedTables({ ownerUrl }: TestDatabase, parts: number): Promise<void> {
  const { url: appUrl } = await ensureAppLogin({ ownerUrl });
  const server = createPostgresServer({ ownerUrl, appUrl });
  const migrations = migrationsOf("tenant", "postgresql");
  const datasource = createRowDatasource({ server, migrations, partitions: parts });
  await datasource.provision(newTenantId());
  await datasource.close?.();
}
