import { recordAudit } from "../../audit/record";
import type { MemberContext } from "../../context";
import { addWorkspace } from "../onboarding/add-workspace";
import { finishOnboarding } from "../onboarding/finish-onboarding";
import type { Platform } from "../platform";
import { openWorkspace } from "../workspaces/open-workspace";
import type { DemoAccount } from "./accounts";
import type { DemoWorkspace } from "./content";
import type { PersonId } from "./people";

/** How each member acts in an example workspace. */
export type Actors = ReadonlyMap<PersonId, MemberContext>;

/** The example workspace with its members, made where it is missing, and everybody's way into it. */
export async function ensureWorkspace(
  platform: Platform,
  workspace: DemoWorkspace,
  accounts: ReadonlyMap<PersonId, DemoAccount>,
  onStep: (name: string) => void,
): Promise<Actors> {
  const account = (person: PersonId) => accountOf(accounts, person);
  const owner = account(workspace.owner);
  const { id: tenantId, slug } = await ensureTenant(platform, workspace.companyName, owner);
  onStep("workspace");
  const actors = new Map<PersonId, MemberContext>();
  const enter = async (person: PersonId) => {
    const { id: accountId } = account(person);
    actors.set(person, await openWorkspace(platform, { accountId, slug, requestId: null }));
  };

  await enter(workspace.owner);
  for (const { person, role } of workspace.members) {
    // First the person in the tenant, then the door to it: a membership without its person opens nothing.
    await addUser(actorOf(actors, workspace.owner), { ...account(person), role });
    onStep(`user/${person}`);
    await addMembership(platform, account(person).id, tenantId);
    onStep(`membership/${person}`);
    await enter(person);
  }
  return actors;
}

/** The member's context. @throws Error when the person is no member of this workspace */
export function actorOf(actors: Actors, person: PersonId): MemberContext {
  const found = actors.get(person);
  if (!found) throw new Error(`${person} is no member of this example workspace.`);
  return found;
}

function accountOf(accounts: ReadonlyMap<PersonId, DemoAccount>, person: PersonId): DemoAccount {
  const found = accounts.get(person);
  if (!found) throw new Error(`${person} has no account.`);
  return found;
}

// An owner's first workspace is the example one, whatever it is called by now. It may have been left half made.
async function ensureTenant(platform: Platform, companyName: string, owner: DemoAccount) {
  const find = () =>
    platform.catalog.membership.findFirst({
      where: { accountId: owner.id },
      orderBy: { tenantId: "asc" },
      include: { tenant: { include: { onboarding: true } } },
    });
  const known = await find();
  if (!known) await addWorkspace(platform, owner, { companyName });
  else if (known.tenant.onboarding) await finishOnboarding(platform, known.tenant.onboarding.id);
  const made = known ?? (await find());
  if (!made) throw new Error(`The workspace ${companyName} was made and is not there.`);
  return made.tenant;
}

async function addUser(owner: MemberContext, member: DemoAccount & { role: string }): Promise<void> {
  const { id: accountId, name, email, role } = member;
  await owner.db.$transaction(async (tx) => {
    if (await tx.user.findUnique({ where: { accountId } })) return;
    const user = await tx.user.create({ data: { accountId, name, email, role } });
    await recordAudit(tx, owner, {
      action: "member.added",
      resourceType: "member",
      resourceId: user.id,
      changes: { name: { before: null, after: name }, role: { before: null, after: role } },
    });
  });
}

async function addMembership(platform: Platform, accountId: string, tenantId: string): Promise<void> {
  await platform.catalog.membership.upsert({
    where: { accountId_tenantId: { accountId, tenantId } },
    create: { accountId, tenantId },
    update: {},
  });
}
