import type { TenantDb } from "@acre/db";
import type { MemberContext } from "../context";
import { addWorkspace, openWorkspace, type Platform } from "../platform";
import type { Role } from "../rights";
import { refuseInserts } from "./refuse-inserts";

/** A finished workspace and a way to act in it. */
export interface TestWorkspace {
  slug: string;
  db: TenantDb;
  /** The project that onboarding made. */
  projectId: string;
  owner: MemberContext;
  /** Makes the database refuse every row for a table, until what this returns is called. */
  refuseInserts(table: string): Promise<() => Promise<void>>;
  /** A new active member of that role. */
  join(role: Role, name?: string): Promise<MemberContext>;
}

let people = 0;

// What the wrapper of a request says of it; the address is one that documentation may use.
const caller = { requestId: "test", address: "192.0.2.1" };

/** An account without a password, which saves the time of hashing one. */
export async function makeAccount(platform: Platform, name = "Ada") {
  people += 1;
  const email = `person-${people}@example.com`;
  return platform.catalog.account.create({ data: { name, email, emailVerifiedAt: new Date() } });
}

/** What a request of that account's works with in a workspace it is a member of. */
export function enterWorkspace(platform: Platform, accountId: string, slug: string): Promise<MemberContext> {
  return openWorkspace(platform, { accountId, slug, ...caller });
}

/** A workspace made by the real saga, owned by a new account. */
export async function makeWorkspace(platform: Platform, companyName = "ACME Corp"): Promise<TestWorkspace> {
  const account = await makeAccount(platform);
  const { tenant: slug, projectId } = await addWorkspace(platform, account, { companyName });
  const owner = await enterWorkspace(platform, account.id, slug);
  return {
    slug,
    db: owner.db,
    projectId,
    owner,
    refuseInserts: (table) => refuseInserts(platform, owner.tenant.id, table),
    join: (role, name) => join(platform, owner, role, name),
  };
}

async function join(
  platform: Platform,
  { db, tenant }: MemberContext,
  role: Role,
  name = `The ${role}`,
): Promise<MemberContext> {
  const account = await makeAccount(platform, name);
  await platform.catalog.membership.create({ data: { accountId: account.id, tenantId: tenant.id } });
  await db.user.create({ data: { accountId: account.id, email: account.email, name, role } });
  return enterWorkspace(platform, account.id, tenant.slug);
}
