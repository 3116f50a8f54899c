import { openDatabase } from "@acre/tenancy";
import { openBare } from "../bare-client";
import { type Comparison, cpuClock, looped } from "../comparison";
import type { Ground } from "../ground";
import { makeSampleTenant } from "../sample-tenant";
import { assertSame, firstTasks, rawFirstTasks } from "../task-query";

/** A warm read of 20 tasks out of 1,000 through a tenant's handle. Isolation must not cost more than 5 %. */
export async function taskQuery(ground: Ground): Promise<Comparison> {
  const tenant = await makeSampleTenant(ground, 1000);
  const query = firstTasks(tenant.projectId);
  const handle = await ground.platform.tenancy.connectById(tenant.id);
  const bare = await openBare(tenant.file);
  const raw = openDatabase(tenant.file);
  const readRaw = rawFirstTasks(raw, tenant.projectId);
  assertSame(await handle.task.findMany(query), await bare.task.findMany(query));
  if (readRaw().length !== 20) throw new Error("The raw driver does not give 20 rows.");

  return {
    id: "task-query",
    work: "20-row task query, warm",
    ours: { name: "handle", run: looped(() => handle.task.findMany(query).then((rows) => rows), cpuClock) },
    others: [
      {
        name: "bare PrismaClient",
        aim: 1.05,
        run: looped(() => bare.task.findMany(query).then((rows) => rows), cpuClock),
      },
      { name: "raw driver", run: looped(readRaw, cpuClock) },
    ],
    async close() {
      raw.close();
      await bare.$disconnect();
    },
  };
}
