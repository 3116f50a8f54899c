import { openBareSchema } from "../../bare-client";
import { type Comparison, type Contender, looped } from "../../comparison";
import { inTransaction, rawTasks } from "../../raw-postgres";
import { makeSampleTenant, type SampleTwins } from "../../sample-tenant";
import { type ServerGround, schemaOf, sharedSchema } from "../../server-ground";
import { taker } from "../../taker";
import { assertSame, assertTwenty, firstTasks } from "../../task-query";
import { fourFifths, layerAim } from "../row";

const tenants = 500;
const atOnce = 4;

type Read = () => Promise<unknown[]>;

interface Reads {
  schema: Read;
  row: Read;
  bare: Read;
  raw: Read;
  fenced: Read;
}

/** The same read, each from the next of 500 tenants, on both of PostgreSQL's models. */
export async function serverRoundRobin(ground: ServerGround): Promise<Comparison[]> {
  const samples: SampleTwins[] = [];
  const makers = Array.from({ length: atOnce }, async () => {
    for (let i = 0; i < tenants / atOnce; i++) {
      // Not as twins: to copy one takes longer than to make one.
      const inSchema = await makeSampleTenant(ground, 25, "schemas");
      samples.push({ inSchema, inRows: await makeSampleTenant(ground, 25, "rows") });
    }
  });
  await Promise.all(makers);

  const raw = await ground.connectRaw();
  const app = await ground.connectAsApp();
  const reads: Reads[] = [];
  for (const { inSchema, inRows } of samples) {
    const query = firstTasks(inSchema.projectId);
    const rowQuery = firstTasks(inRows.projectId);
    const schema = await ground.platform.tenancy.connectById(inSchema.id);
    const row = await ground.platform.tenancy.connectById(inRows.id);
    const bare = openBareSchema(ground.pool, schemaOf(inSchema.id));
    const inShared = rawTasks(app, sharedSchema, inRows.projectId);
    reads.push({
      schema: async () => schema.task.findMany(query),
      row: async () => row.task.findMany(rowQuery),
      bare: async () => bare.task.findMany(query),
      raw: rawTasks(raw, schemaOf(inSchema.id), inSchema.projectId),
      fenced: inTransaction(ground, app, inRows.id, inShared),
    });
    // Also the first query of each, which costs a new client more than all that follow.
    assertSame(await schema.task.findMany(query), await bare.task.findMany(query));
    assertTwenty(await row.task.findMany(rowQuery));
  }

  const next = taker(reads);
  const inTurns = (name: keyof Reads) => looped((turn) => next(turn)[name]());
  const schemaHandles: Contender = { name: "handles, schema", run: inTurns("schema") };
  const others = [
    { name: "bare PrismaClients, no policies", aim: layerAim, run: inTurns("bare") },
    { name: "raw driver, no policies", run: inTurns("raw") },
  ];
  return [
    {
      id: "round-robin-schema",
      work: `20-row query, in turns over ${tenants} schemas`,
      ours: schemaHandles,
      others,
    },
    {
      id: "round-robin-row",
      work: `20-row query, in turns over ${tenants} tenants' rows`,
      ours: { name: "handles", run: inTurns("row") },
      others: [
        { ...schemaHandles, aim: fourFifths },
        { name: "raw BEGIN … COMMIT", aim: fourFifths, run: inTurns("fenced") },
        ...others,
      ],
    },
  ];
}
