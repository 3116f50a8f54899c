import { randomUUID } from "node:crypto";
import { join } from "node:path";
import {
  addWorkspace,
  bootPlatform,
  createApiKey,
  openDataDir,
  openWorkspace,
  type Platform,
  readEnv,
  setPlan,
} from "@acre/core/platform";
import type { TenantDb } from "@acre/db";
import { plainTwin } from "../bare-client";
import { fillProject } from "../sample-tenant";

const tasks = 1000;
const keysOfEach = 2;

/** A workspace that programs ask for. */
interface ServedWorkspace {
  projectId: string;
  /** Keys that may read and write its tasks. */
  keys: string[];
}

export interface Installation {
  dataDir: string;
  workspaces: ServedWorkspace[];
  /** The first workspace's people, projects and tasks in a plain file. */
  plainFile: string;
}

/** Makes an installation for a server to be started on: workspaces on the larger plan, each with a project of 1,000 tasks. */
export async function makeInstallation(dir: string, count: number): Promise<Installation> {
  const env = readEnv({ ACRE_DATA_DIR: join(dir, "data") }, dir);
  const dataDir = openDataDir(env.dataDir);
  const { platform, close } = await bootPlatform(env, dataDir, {
    localUrl: "http://localhost",
    log: () => {},
  });
  try {
    const account = await platform.catalog.account.create({
      data: { email: "bench@acre.example", name: "Bench" },
    });
    const workspaces: ServedWorkspace[] = [];
    let plainFile = "";
    for (let i = 0; i < count; i++) {
      const { workspace, db } = await makeWorkspace(platform, account, `Customer ${i}`);
      workspaces.push(workspace);
      if (i === 0) plainFile = await plainTwin(db, dir, "bare");
    }
    return { dataDir: env.dataDir, workspaces, plainFile };
  } finally {
    await close();
    dataDir.release();
  }
}

async function makeWorkspace(
  platform: Platform,
  account: { id: string; name: string; email: string },
  companyName: string,
): Promise<{ workspace: ServedWorkspace; db: TenantDb }> {
  const { tenant: slug, adminId } = await addWorkspace(platform, account, { companyName });
  await setPlan({ platform, actor: "system" }, slug, "pro");
  const ctx = await openWorkspace(platform, { accountId: account.id, slug, requestId: randomUUID() });
  const projectId = await fillProject(ctx.db, adminId, tasks);
  const keys: string[] = [];
  for (let i = 0; i < keysOfEach; i++) {
    const scopes = ["tasks:read", "tasks:write"] as const;
    keys.push((await createApiKey(platform, ctx, { name: `Bench ${i}`, scopes: [...scopes] })).key);
  }
  return { workspace: { projectId, keys }, db: ctx.db };
}
