import type { TenantContext } from "../../context";
import type { DemoWorkspace } from "./content";

/** Carries out the steps that fill one workspace, each exactly once however often the filling is begun. */
export interface Steps {
  /**
   * @param name of the step, unique in its workspace
   * @param actor in whose name it is done
   * @param work changes one record in one transaction, with its audit event, under the context it is given
   * @returns the id of that record
   */
  once(
    name: string,
    actor: TenantContext,
    work: (ctx: TenantContext) => Promise<{ id: string }>,
  ): Promise<string>;
}

/**
 * The ledger is the workspace's own audit log: a change and its event are kept together or not at all, and the event
 * carries the step's name as its request id. So a step that was killed was either done or never begun.
 *
 * @param onStep hears of every step that was done now
 */
export async function openSteps(
  { db }: Pick<TenantContext, "db">,
  { id }: DemoWorkspace,
  onStep: (name: string) => void,
): Promise<Steps> {
  const prefix = `demo:${id}:`;
  const events = await db.auditEvent.findMany({
    where: { requestId: { startsWith: prefix } },
    select: { requestId: true, resourceId: true },
  });
  const done = new Map(events.map((event) => [event.requestId, event.resourceId]));
  return {
    async once(name, actor, work) {
      const requestId = prefix + name;
      const known = done.get(requestId);
      if (known !== undefined) return known;
      const made = await work({ ...actor, requestId });
      done.set(requestId, made.id);
      onStep(requestId);
      return made.id;
    },
  };
}
