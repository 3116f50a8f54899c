import { randomUUID } from "node:crypto";
import { openDatabase } from "@acre/tenancy";
import { openBare } from "../bare-client";
import { type Comparison, looped } from "../comparison";
import type { Ground } from "../ground";
import { rawInsert } from "../raw-insert";
import { makeSampleTenant } from "../sample-tenant";

/** One more task, committed before the answer. Everybody writes into a file of their own, so that none gets longer. */
export async function insertTask(ground: Ground): Promise<Comparison> {
  const [our, their, rawTenant] = [
    await makeSampleTenant(ground, 40),
    await makeSampleTenant(ground, 40),
    await makeSampleTenant(ground, 40),
  ];
  const handle = await ground.platform.tenancy.connectById(our.id);
  const bare = await openBare(their.file);
  const raw = openDatabase(rawTenant.file);
  const insertRaw = rawInsert(raw, "tasks", Object.keys(rawTask(rawTenant, 0)));
  const data = ({ projectId, userId }: { projectId: string; userId: string }, turn: number) => ({
    projectId,
    number: 1000 + turn,
    title: "One more task",
    creatorId: userId,
    position: turn,
  });

  return {
    id: "insert-task",
    work: "insert one task, committed",
    ours: {
      name: "handle",
      run: looped((turn) => handle.task.create({ data: data(our, turn) }).then((row) => row)),
    },
    others: [
      {
        name: "bare PrismaClient",
        run: looped((turn) => bare.task.create({ data: data(their, turn) }).then((row) => row)),
      },
      { name: "raw driver", run: looped((turn) => insertRaw(rawTask(rawTenant, turn))) },
    ],
    async close() {
      raw.close();
      await bare.$disconnect();
    },
  };
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
