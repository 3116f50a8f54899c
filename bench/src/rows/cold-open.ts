import { join } from "node:path";
import { openTenancy } from "@acre/db/platform";
import { openDatabase } from "@acre/tenancy";
import { openBare } from "../bare-client";
import { type Comparison, looped } from "../comparison";
import type { Ground } from "../ground";
import { makeSampleTenant, type SampleTenant } from "../sample-tenant";
import { firstTasks, rawFirstTasks } from "../task-query";

const tenants = 50;

/**
 * A tenant nobody has open: find it by its slug, open it, make its client and read 20 tasks. A tenancy that keeps
 * one tenant open has to do all of that each time, and to close the one before; the others close theirs too.
 */
export async function coldOpen(ground: Ground): Promise<Comparison> {
  const samples: SampleTenant[] = [];
  for (let i = 0; i < tenants; i++) samples.push(await makeSampleTenant(ground, 40));
  // What is open elsewhere in the process would keep the files' logs mapped, for every contender.
  await ground.platform.tenancy.closeAll();
  const { catalog, env } = ground.platform;
  const tenancy = openTenancy({
    catalog,
    dir: join(env.dataDir, "tenants"),
    maxOpenTenants: 1,
    isolation: "database",
    server: null,
  });

  const sample = (turn: number) => {
    const found = samples[turn % tenants];
    if (found === undefined) throw new RangeError("There are no sample tenants.");
    return found;
  };
  return {
    id: "cold-open",
    work: "cold tenant: open, read 20 tasks, close",
    ours: {
      name: "connect",
      run: looped(async (turn) => {
        const { slug, projectId } = sample(turn);
        const handle = await tenancy.connect(slug);
        return handle.task.findMany(firstTasks(projectId));
      }),
    },
    others: [
      {
        name: "bare PrismaClient",
        run: looped(async (turn) => {
          const { file, projectId } = sample(turn);
          const client = await openBare(file);
          await client.task.findMany(firstTasks(projectId));
          await client.$disconnect();
        }),
      },
      {
        name: "raw driver",
        run: looped((turn) => {
          const { file, projectId } = sample(turn);
          const db = openDatabase(file);
          rawFirstTasks(db, projectId)();
          db.close();
        }),
      },
    ],
    close: () => tenancy.close(),
  };
}
