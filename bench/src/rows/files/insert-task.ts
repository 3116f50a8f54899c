import { randomUUID } from "node:crypto";
import { openDatabase } from "@acre/tenancy";
import { openBare, plainTwin } from "../../bare-client";
import { type Comparison, looped } from "../../comparison";
import type { Ground } from "../../ground";
import { newTask } from "../../new-task";
import { rawInsert } from "../../raw-insert";
import { makeSampleTenant } from "../../sample-tenant";
import { layerAim } from "../row";

/** One more task, committed before the answer. Everybody writes into a file of their own, so that none gets longer. */
export async function insertTask(ground: Ground): Promise<Comparison[]> {
  const [our, rawTenant] = [await makeSampleTenant(ground, 40), await makeSampleTenant(ground, 40)];
  const handle = await ground.platform.tenancy.connectById(our.id);
  const bare = await openBare(await plainTwin(handle, ground.dir, "bare"));
  const raw = openDatabase(ground.fileOf(rawTenant.id), { key: await ground.keyOf(rawTenant.id) });
  const insertRaw = rawInsert(raw, "tasks", Object.keys(rawTask(rawTenant, 0)));

  return [
    {
      id: "insert-task",
      work: "insert one task, committed, file",
      ours: {
        name: "handle",
        run: looped((turn) => handle.task.create({ data: newTask(our, turn) }).then((row) => row)),
      },
      others: [
        {
          name: "bare PrismaClient, plain file",
          aim: layerAim,
          run: looped((turn) => bare.task.create({ data: newTask(our, turn) }).then((row) => row)),
        },
        { name: "raw driver", run: looped((turn) => insertRaw(rawTask(rawTenant, turn))) },
      ],
      async close() {
        raw.close();
        await bare.$disconnect();
      },
    },
  ];
}

function rawTask({ projectId, userId }: { projectId: string; userId: string }, turn: number) {
  const now = new Date().toISOString();
  return {
    id: randomUUID(),
    project_id: projectId,
    number: 1000 + turn,
    title: "One more task",
    creator_id: userId,
    status: "todo",
    priority: "none",
    position: turn,
    created_at: now,
    updated_at: now,
  };
}
