import { openBareSchema } from "../../bare-client";
import { type Comparison, type Contender, looped } from "../../comparison";
import { inPrismaTransaction, inTransaction, rawTasks } from "../../raw-postgres";
import { makeSampleTwins } from "../../sample-tenant";
import { type ServerGround, schemaOf, sharedSchema } from "../../server-ground";
import { assertSame, assertTwenty, firstTasks } from "../../task-query";
import { fourFifths, layerAim } from "../row";

/** A warm read of 20 tasks out of 1,000, on both of PostgreSQL's models. */
export async function serverTaskQuery(ground: ServerGround): Promise<Comparison[]> {
  const { tenancy } = ground.platform;
  const { inSchema, inRows } = await makeSampleTwins(ground, 1000);
  const query = firstTasks(inSchema.projectId);
  const schema = await tenancy.connectById(inSchema.id);
  const row = await tenancy.connectById(inRows.id);
  const bare = openBareSchema(ground.pool, schemaOf(inSchema.id));
  const read = rawTasks(await ground.connectRaw(), schemaOf(inSchema.id), inSchema.projectId);
  const app = await ground.connectAsApp();
  const fenced = inTransaction(ground, app, inRows.id, rawTasks(app, sharedSchema, inRows.projectId));
  assertSame(await schema.task.findMany(query), await bare.task.findMany(query));
  assertSame(await row.task.findMany(query), await bare.task.findMany(query));
  const fencedBare = openBareSchema(ground.appPool, sharedSchema);
  const byPrisma = inPrismaTransaction(ground, fencedBare, inRows.id, () => fencedBare.task.findMany(query));
  assertSame(await byPrisma(), await bare.task.findMany(query));
  assertTwenty(await read());
  assertTwenty(await fenced());

  const schemaHandle: Contender = {
    name: "handle, schema",
    run: looped(() => schema.task.findMany(query).then((rows) => rows)),
  };
  const others = [
    {
      name: "bare PrismaClient, no policies",
      aim: layerAim,
      run: looped(() => bare.task.findMany(query).then((rows) => rows)),
    },
    { name: "raw driver, no policies", run: looped(() => read()) },
  ];
  return [
    { id: "task-query-schema", work: "20-row query, warm, schema", ours: schemaHandle, others },
    {
      id: "task-query-row",
      work: "20-row query, warm, row",
      ours: { name: "handle", run: looped(() => row.task.findMany(query).then((rows) => rows)) },
      others: [
        { ...schemaHandle, aim: fourFifths },
        { name: "raw BEGIN … COMMIT", aim: fourFifths, run: looped(() => fenced()) },
        {
          name: "Prisma's BEGIN … COMMIT",
          aim: fourFifths,
          run: looped(() => byPrisma()),
        },
        ...others,
      ],
      close: async () => {
        await bare.$disconnect();
        await fencedBare.$disconnect();
      },
    },
  ];
}
