import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { migrationsOf } from "@acre/db/platform";
import { migrateSqliteFile, openDatabase, type SqliteDatabase } from "@acre/tenancy";
import { type RawRow, rawInsertAll } from "./raw-insert";

const sampleTasks = ["Invite team members", "Create your first project", "Customize settings"];

/** Where a raw onboarding gets the file of a tenant from. */
export interface RawPlaces {
  /** What is not timed: called before so many are made. */
  prepare(times: number): void;
  /** Makes the tenant's file, on the disk when this returns, and returns its key. */
  make(file: string): Buffer;
}

/**
 * The floor of onboarding: the rows the saga writes, in as many transactions as it needs, into a catalog and a file that
 * is on disk before it is used. No check, no client, nothing awaited.
 */
export function openRawOnboarding(folder: string, places: RawPlaces) {
  const catalogFile = join(folder, "catalog.db");
  migrateSqliteFile(catalogFile, migrationsOf("catalog", "sqlite"), { create: true });
  const catalog = openDatabase(catalogFile, { commitsOutlive: "power" });
  const accountId = randomUUID();
  const now = new Date().toISOString();
  rawInsertAll(catalog, [
    ["accounts", { id: accountId, email: "raw@acre.example", name: "Raw", created_at: now, updated_at: now }],
  ]);

  return {
    async run(times: number): Promise<number> {
      places.prepare(times);
      // Ours stay open after onboarding; so these are closed when the time has been taken.
      const open: SqliteDatabase[] = [];
      const begun = performance.now();
      for (let i = 0; i < times; i++) open.push(onboardRaw(catalog, accountId, folder, places));
      const took = performance.now() - begun;
      for (const tenant of open) tenant.close();
      return took;
    },
    close: () => catalog.close(),
  };
}

function onboardRaw(
  catalog: SqliteDatabase,
  accountId: string,
  folder: string,
  places: RawPlaces,
): SqliteDatabase {
  const tenantId = randomUUID();
  const ledgerId = randomUUID();
  const userId = randomUUID();
  const projectId = randomUUID();
  const now = new Date().toISOString();
  rawInsertAll(catalog, reservation({ tenantId, ledgerId, userId, projectId, accountId, now }));

  const file = join(folder, `${tenantId}.db`);
  const key = places.make(file);
  const kept = { place_id: tenantId, wrapped: key.toString("base64url"), master_key_id: "raw" };
  rawInsertAll(catalog, [["tenant_keys", { ...kept, created_at: now, updated_at: now }]]);
  const tenant = openDatabase(file, { key });
  rawInsertAll(tenant, firstContent({ userId, projectId, accountId, now }));

  catalog.prepare("UPDATE tenants SET status = 'active', schema_version = 'x' WHERE id = ?").run(tenantId);
  catalog.prepare("DELETE FROM onboardings WHERE id = ?").run(ledgerId);
  return tenant;
}

interface Ids {
  userId: string;
  projectId: string;
  accountId: string;
  now: string;
}

function reservation(ids: Ids & { tenantId: string; ledgerId: string }): [string, RawRow][] {
  const { tenantId, accountId, now } = ids;
  const stamps = { created_at: now, updated_at: now };
  return [
    [
      "tenants",
      {
        id: tenantId,
        slug: tenantId,
        status: "provisioning",
        isolation: "database",
        datasource: "files",
        ...stamps,
      },
    ],
    ["memberships", { account_id: accountId, tenant_id: tenantId, created_at: now }],
    [
      "onboardings",
      {
        id: ids.ledgerId,
        tenant_id: tenantId,
        account_id: accountId,
        new_account: 0,
        company_name: "Customer",
        admin_name: "Raw",
        admin_user_id: ids.userId,
        project_id: ids.projectId,
        ...stamps,
      },
    ],
  ];
}

function firstContent({ userId, projectId, accountId, now }: Ids): [string, RawRow][] {
  const stamps = { created_at: now, updated_at: now };
  const tasks = sampleTasks.map((title, index): [string, RawRow] => [
    "tasks",
    {
      id: randomUUID(),
      project_id: projectId,
      number: index + 1,
      title,
      assignee_id: userId,
      creator_id: userId,
      status: "todo",
      priority: "medium",
      position: (index + 1) * 1024,
      ...stamps,
    },
  ]);
  return [
    [
      "users",
      {
        id: userId,
        account_id: accountId,
        email: "raw@acre.example",
        name: "Raw",
        role: "owner",
        active: 1,
        ...stamps,
      },
    ],
    [
      "company_settings",
      {
        id: randomUUID(),
        name: "Customer",
        admin_user_id: userId,
        plan: "trial",
        trial_ends: now,
        ...stamps,
      },
    ],
    [
      "projects",
      {
        id: projectId,
        key: "GET",
        name: "Getting Started",
        description: "Three small tasks to find your way around.",
        owner_id: userId,
        status: "active",
        private: 0,
        color: "pine",
        last_task_number: sampleTasks.length,
        ...stamps,
      },
    ],
    ...tasks,
    [
      "audit_log",
      {
        id: randomUUID(),
        action: "workspace.created",
        actor_id: userId,
        actor_name: "Raw",
        resource_type: "workspace",
        resource_id: projectId,
        changes: "{}",
        created_at: now,
      },
    ],
  ];
}
