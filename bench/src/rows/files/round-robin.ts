import { openDatabase } from "@acre/tenancy";
import { openBare, plainTwin } from "../../bare-client";
import { type Comparison, cpuClock, looped } from "../../comparison";
import type { Ground } from "../../ground";
import { makeSampleTenant } from "../../sample-tenant";
import { assertSame, firstTasks, rawFirstTasks } from "../../task-query";
import { layerAim } from "../row";

const tenants = 500;

/** The same read, each from the next of 500 tenants that are all open. */
export async function roundRobin(ground: Ground): Promise<Comparison[]> {
  const closing: (() => unknown)[] = [];
  const ours: (() => Promise<unknown[]>)[] = [];
  const bare: (() => Promise<unknown[]>)[] = [];
  const raw: (() => unknown[])[] = [];
  const folder = ground.newFolder("plain");
  for (let i = 0; i < tenants; i++) {
    const tenant = await makeSampleTenant(ground, 40);
    const query = firstTasks(tenant.projectId);
    const handle = await ground.platform.tenancy.connectById(tenant.id);
    const client = await openBare(await plainTwin(handle, folder, tenant.id));
    const db = openDatabase(ground.fileOf(tenant.id), { key: await ground.keyOf(tenant.id) });
    closing.push(
      () => client.$disconnect(),
      () => db.close(),
    );
    ours.push(() => handle.task.findMany(query).then((rows) => rows));
    bare.push(() => client.task.findMany(query).then((rows) => rows));
    raw.push(rawFirstTasks(db, tenant.projectId));
    // Also the first query of each, which costs a new client more than all that follow.
    assertSame(await handle.task.findMany(query), await client.task.findMany(query));
  }

  return [
    {
      id: "round-robin",
      work: `20-row query, in turns over ${tenants} files`,
      ours: { name: "handles", run: looped((turn) => ours[turn % tenants]?.(), cpuClock) },
      others: [
        {
          name: "bare PrismaClients, plain files",
          aim: layerAim,
          run: looped((turn) => bare[turn % tenants]?.(), cpuClock),
        },
        { name: "raw driver", run: looped((turn) => raw[turn % tenants]?.(), cpuClock) },
      ],
      async close() {
        for (const close of closing) await close();
      },
    },
  ];
}
