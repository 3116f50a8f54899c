import { type Comparison, looped } from "../../comparison";
import { sizeOf } from "../../file-size";
import { schemaDump } from "../../pg-dump";
import { makeSampleTenant } from "../../sample-tenant";
import { type ServerGround, schemaOf } from "../../server-ground";
import { fileCopied } from "./backup";

const way = ["schemas", "rows", "files"];

/** A tenant moved through all models and back, every table verified each time. */
export async function move(ground: ServerGround): Promise<Comparison[]> {
  const { tenants, closeAll } = ground.platform.tenancy;
  const tenant = await makeSampleTenant(ground, 2000, "files");
  const twin = await makeSampleTenant(ground, 2000, "schemas");
  await closeAll();
  const dump = await schemaDump(ground, await ground.connectRaw(), schemaOf(twin.id));
  // The moving tenant's own file comes and goes.
  const still = await makeSampleTenant(ground, 2000, "files");
  await closeAll();
  const file = ground.fileOf(still.id);

  return [
    {
      id: "move",
      work: "2,000 tasks moved file → schema → rows → file",
      bytes: way.length * sizeOf(file),
      ours: {
        name: "tenants.move, three times",
        run: looped(async () => {
          for (const to of way) await tenants.move(tenant.id, { to }, { keepOld: false });
        }),
      },
      others: [fileCopied(ground, file, way.length), ...dump.contenders],
      note: dump.note,
    },
  ];
}
