import type { Role } from "../../rights";
import type { Platform } from "../platform";
import { ensureAccounts } from "./accounts";
import type { DemoWorkspace } from "./content";
import { fillWorkspace } from "./fill-workspace";
import { harbourClinic } from "./harbour-clinic";
import { larchAndLoom } from "./larch-and-loom";
import { demoPassword, type PersonId, people } from "./people";
import { readProgress, writeProgress } from "./progress";
import { DemoRefused } from "./refusal";

const workspaces: readonly DemoWorkspace[] = [larchAndLoom, harbourClinic];

/** What the operator is told of the example workspaces. */
export interface DemoReport {
  /** Whether they were made, or finished, just now; false when they were there. */
  filledNow: boolean;
  /** Everybody's. */
  password: string;
  people: { name: string; email: string; memberships: { workspace: string; role: Role }[] }[];
}

/**
 * Fills two example workspaces on a data folder that holds no other, through the functions that people's requests go
 * through, so that keys, numbers and the audit log are what they would be. Killed anywhere, the next call finishes
 * them; once they are filled nothing is done, whatever people have made of them since.
 *
 * @param onStep hears of every step done
 * @throws DemoRefused when the data folder holds workspaces that are no demo's; nothing was made then
 */
export async function fillDemo(
  platform: Platform,
  onStep: (name: string) => void = () => {},
): Promise<DemoReport> {
  const dir = platform.env.dataDir;
  const progress = readProgress(dir);
  if (progress !== "filled") {
    if (progress === "none") await claim(platform);
    const accounts = await ensureAccounts(platform, [...new Set(workspaces.flatMap(personIds))]);
    onStep("accounts");
    for (const workspace of workspaces) await fillWorkspace(platform, workspace, accounts, onStep);
    writeProgress(dir, "filled");
  }
  return { filledNow: progress !== "filled", password: demoPassword, people: describePeople() };
}

async function claim({ catalog, env }: Platform): Promise<void> {
  const tenants = await catalog.tenant.count();
  const accounts = await catalog.account.count();
  if (tenants > 0 || accounts > 0) {
    throw new DemoRefused(
      `The data folder ${env.dataDir} already holds other workspaces or accounts, which --demo must not mix with; set ACRE_DATA_DIR to an empty folder, or start without --demo.`,
    );
  }
  writeProgress(env.dataDir, "begun");
}

function personIds({ owner, members }: DemoWorkspace): PersonId[] {
  return [owner, ...members.map(({ person }) => person)];
}

function describePeople(): DemoReport["people"] {
  const ids = new Set(workspaces.flatMap(personIds));
  return [...ids].map((id) => ({
    ...people[id],
    memberships: workspaces.flatMap((workspace) => {
      const role = roleIn(workspace, id);
      return role ? [{ workspace: workspace.companyName, role }] : [];
    }),
  }));
}

function roleIn({ owner, members }: DemoWorkspace, id: PersonId): Role | null {
  if (owner === id) return "owner";
  return members.find(({ person }) => person === id)?.role ?? null;
}
