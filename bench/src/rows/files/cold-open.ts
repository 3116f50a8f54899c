import { openDatabase } from "@acre/tenancy";
import { openBare, plainTwin } from "../../bare-client";
import { type Comparison, looped } from "../../comparison";
import type { Ground } from "../../ground";
import { makeSampleTenant } from "../../sample-tenant";
import { taker } from "../../taker";
import { firstTasks, rawFirstTasks } from "../../task-query";

const tenants = 50;

/**
 * A tenant nobody has open: find it by its slug, get its key, open it, make its client and read 20 tasks. An installation
 * that keeps one tenant open has to do all of that each time, and to close the one before; the others close theirs too.
 */
export async function coldOpen(ground: Ground): Promise<Comparison[]> {
  const { tenancy } = ground.platform;
  const folder = ground.newFolder("plain");
  const samples: { slug: string; projectId: string; file: string; key: Buffer; plain: string }[] = [];
  for (let i = 0; i < tenants; i++) {
    const { id, slug, projectId } = await makeSampleTenant(ground, 40);
    const plain = await plainTwin(await tenancy.connectById(id), folder, id);
    samples.push({ slug, projectId, file: ground.fileOf(id), key: await ground.keyOf(id), plain });
  }
  const sample = taker(samples);

  return [
    {
      id: "cold-open",
      work: "cold file: open, read 20 tasks, close",
      ours: {
        name: "connect",
        aimMs: 2,
        run: looped(async (turn) => {
          const { slug, projectId } = sample(turn);
          const handle = await tenancy.connect(slug);
          return handle.task.findMany(firstTasks(projectId));
        }),
      },
      others: [
        {
          name: "bare PrismaClient, plain file",
          run: looped(async (turn) => {
            const { plain, projectId } = sample(turn);
            const client = await openBare(plain);
            await client.task.findMany(firstTasks(projectId));
            await client.$disconnect();
          }),
        },
        {
          name: "raw driver with the key",
          run: looped((turn) => {
            const { file, key, projectId } = sample(turn);
            const db = openDatabase(file, { key });
            rawFirstTasks(db, projectId)();
            db.close();
          }),
        },
      ],
    },
  ];
}
