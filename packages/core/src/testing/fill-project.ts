import type { MemberContext } from "../context";

/** Puts so many tasks into an empty project, past the log, which writes an entry for each. */
export async function fillProject(
  { db, actor }: MemberContext,
  projectId: string,
  tasks: number,
): Promise<void> {
  for (let from = 0; from < tasks; from += 1000) {
    await db.task.createMany({
      data: Array.from({ length: Math.min(1000, tasks - from) }, (_, n) => ({
        projectId,
        number: from + n + 1,
        title: `Task ${from + n}`,
        creatorId: actor.userId,
        position: from + n,
      })),
    });
  }
}
