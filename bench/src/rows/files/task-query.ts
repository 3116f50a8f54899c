import { openDatabase } from "@acre/tenancy";
import { openBare, plainTwin } from "../../bare-client";
import { type Comparison, cpuClock, looped } from "../../comparison";
import type { Ground } from "../../ground";
import { makeSampleTenant } from "../../sample-tenant";
import { assertSame, assertTwenty, firstTasks, rawFirstTasks } from "../../task-query";
import { layerAim } from "../row";

/** A warm read of 20 tasks out of 1,000 through a tenant's handle. */
export async function taskQuery(ground: Ground): Promise<Comparison[]> {
  const tenant = await makeSampleTenant(ground, 1000);
  const query = firstTasks(tenant.projectId);
  const handle = await ground.platform.tenancy.connectById(tenant.id);
  const bare = await openBare(await plainTwin(handle, ground.dir, "bare"));
  const raw = openDatabase(ground.fileOf(tenant.id), { key: await ground.keyOf(tenant.id) });
  const readRaw = rawFirstTasks(raw, tenant.projectId);
  assertSame(await handle.task.findMany(query), await bare.task.findMany(query));
  assertTwenty(readRaw());

  return [
    {
      id: "task-query",
      work: "20-row query, warm, file",
      ours: { name: "handle", run: looped(() => handle.task.findMany(query).then((rows) => rows), cpuClock) },
      others: [
        {
          name: "bare PrismaClient, plain file",
          aim: layerAim,
          run: looped(() => bare.task.findMany(query).then((rows) => rows), cpuClock),
        },
        { name: "raw driver", run: looped(readRaw, cpuClock) },
      ],
      async close() {
        raw.close();
        await bare.$disconnect();
      },
    },
  ];
}
