import { createLabel } from "../../labels/create-label";
import { deleteProject } from "../../projects/delete-project";
import type { Platform } from "../platform";
import type { DemoAccount } from "./accounts";
import type { DemoWorkspace } from "./content";
import { fillProject } from "./fill-project";
import type { PersonId } from "./people";
import { openSteps, type Steps } from "./steps";
import { type Actors, actorOf, ensureWorkspace } from "./workspace";

/** Makes an example workspace and fills it, or goes on where it was left. */
export async function fillWorkspace(
  platform: Platform,
  workspace: DemoWorkspace,
  accounts: ReadonlyMap<PersonId, DemoAccount>,
  onStep: (name: string) => void,
): Promise<void> {
  const actors = await ensureWorkspace(platform, workspace, accounts, onStep);
  const steps = await openSteps(actorOf(actors, workspace.owner), workspace, onStep);
  await removeWelcome(steps, workspace, actors);
  const labels = await ensureLabels(steps, workspace, actors);
  for (const project of workspace.projects) await fillProject({ steps, actors, labels }, project);
}

// People who have worked here for months have long thrown the sign-up's sample project away.
async function removeWelcome(steps: Steps, { owner }: DemoWorkspace, actors: Actors): Promise<void> {
  const actor = actorOf(actors, owner);
  const welcome = await actor.db.project.findFirst({ where: { key: "GET", name: "Getting Started" } });
  if (!welcome) return;
  await steps.once("welcome/removed", actor, async (ctx) => {
    await deleteProject(ctx, { id: welcome.id });
    return welcome;
  });
}

async function ensureLabels(
  steps: Steps,
  { owner, labels }: DemoWorkspace,
  actors: Actors,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const label of labels) {
    ids.set(
      label.name,
      await steps.once(`label/${label.name}`, actorOf(actors, owner), (ctx) => createLabel(ctx, label)),
    );
  }
  return ids;
}
