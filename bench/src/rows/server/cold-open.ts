import type pg from "pg";
import { openBareSchema } from "../../bare-client";
import { type Comparison, type Contender, looped } from "../../comparison";
import { makeSampleTwins, type SampleTwins } from "../../sample-tenant";
import { type ServerGround, schemaOf } from "../../server-ground";
import { taker } from "../../taker";
import { firstTasks, firstTasksSql } from "../../task-query";
import { fourFifths } from "../row";

const tenants = 50;

/**
 * A tenant nobody has open: find it by its slug, make its client and read 20 tasks. An installation that keeps one tenant
 * open has to do all of that each time. The connections to the server are there already, for everybody.
 */
export async function serverColdOpen(ground: ServerGround): Promise<Comparison[]> {
  const { tenancy } = ground.platform;
  const samples: SampleTwins[] = [];
  for (let i = 0; i < tenants; i++) samples.push(await makeSampleTwins(ground, 40));
  const sample = taker(samples);
  const raw = await ground.connectRaw();

  const connecting = (model: keyof SampleTwins) =>
    looped(async (turn) => {
      const { slug, projectId } = sample(turn)[model];
      const handle = await tenancy.connect(slug);
      return handle.task.findMany(firstTasks(projectId));
    });
  const schemaHandle: Contender = { name: "connect, schema", run: connecting("inSchema") };
  const others = [
    {
      name: "bare PrismaClient",
      run: looped(async (turn) => {
        const { id, projectId } = sample(turn).inSchema;
        const client = openBareSchema(ground.pool, schemaOf(id));
        await client.task.findMany(firstTasks(projectId));
        await client.$disconnect();
      }),
    },
    {
      name: "raw driver",
      run: looped((turn) => readRaw(raw, sample(turn).inSchema)),
    },
  ];
  return [
    { id: "cold-open-schema", work: "cold schema: open, read 20 tasks", ours: schemaHandle, others },
    {
      id: "cold-open-row",
      work: "cold tenant's rows: open, read 20 tasks",
      ours: { name: "connect", run: connecting("inRows") },
      others: [{ ...schemaHandle, aim: fourFifths }, ...others],
    },
  ];
}

async function readRaw(client: pg.Client, { slug, projectId }: SampleTwins["inSchema"]): Promise<unknown[]> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM acre_catalog.tenants WHERE slug = $1", [
    slug,
  ]);
  const tables = schemaOf(rows[0]?.id ?? "");
  return (await client.query(firstTasksSql(`"${tables}".tasks`, "$1"), [projectId])).rows;
}
