import { openBareSchema } from "../../bare-client";
import { type Comparison, type Contender, looped } from "../../comparison";
import { newTask } from "../../new-task";
import { inPrismaTransaction, inTransaction, rawInsertTask } from "../../raw-postgres";
import { makeSampleTenant } from "../../sample-tenant";
import { type ServerGround, schemaOf, sharedSchema } from "../../server-ground";
import { fourFifths, layerAim } from "../row";

/** One more task, committed before the answer. Everybody writes into a tenant of their own. */
export async function serverInsertTask(ground: ServerGround): Promise<Comparison[]> {
  const { tenancy } = ground.platform;
  const make = (datasource: "schemas" | "rows") => makeSampleTenant(ground, 40, datasource);
  const [ours, bares, raws] = [await make("schemas"), await make("schemas"), await make("schemas")];
  const [ourRows, fencedRows] = [await make("rows"), await make("rows")];
  const schema = await tenancy.connectById(ours.id);
  const row = await tenancy.connectById(ourRows.id);
  const bare = openBareSchema(ground.pool, schemaOf(bares.id));
  const app = await ground.connectAsApp();
  const insertRaw = rawInsertTask(await ground.connectRaw(), schemaOf(raws.id), raws);
  const insertFenced = inTransaction(
    ground,
    app,
    fencedRows.id,
    rawInsertTask(app, sharedSchema, fencedRows),
  );

  const prismaRows = await make("rows");
  const fencedBare = openBareSchema(ground.appPool, sharedSchema);
  const insertByPrisma = inPrismaTransaction(ground, fencedBare, prismaRows.id, (turn: number) =>
    fencedBare.task.create({ data: newTask(prismaRows, turn) }),
  );

  const schemaHandle: Contender = {
    name: "handle, schema",
    run: looped((turn) => schema.task.create({ data: newTask(ours, turn) }).then((task) => task)),
  };
  const others = [
    {
      name: "bare PrismaClient, no policies",
      aim: layerAim,
      run: looped((turn) => bare.task.create({ data: newTask(bares, turn) }).then((task) => task)),
    },
    { name: "raw driver, no policies", run: looped((turn) => insertRaw(1000 + turn)) },
  ];
  return [
    {
      id: "insert-task-schema",
      work: "insert one task, committed, schema",
      ours: schemaHandle,
      others,
    },
    {
      id: "insert-task-row",
      work: "insert one task, committed, row",
      ours: {
        name: "handle",
        run: looped((turn) => row.task.create({ data: newTask(ourRows, turn) }).then((task) => task)),
      },
      others: [
        { ...schemaHandle, aim: fourFifths },
        { name: "raw BEGIN … COMMIT", aim: fourFifths, run: looped((turn) => insertFenced(1000 + turn)) },
        {
          name: "Prisma's BEGIN … COMMIT",
          aim: fourFifths,
          run: looped((turn) => insertByPrisma(turn)),
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
