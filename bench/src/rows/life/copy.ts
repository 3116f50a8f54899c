import { rmSync } from "node:fs";
import { join } from "node:path";
import { openDatabase } from "@acre/tenancy";
import { type Comparison, wallClock } from "../../comparison";
import { syncFile } from "../../copy-synced";
import { sizeOf } from "../../file-size";
import type { Ground } from "../../ground";
import { makeSampleTenant } from "../../sample-tenant";

/** A tenant copied under a key of its own, registered and ready. */
export async function copy(ground: Ground): Promise<Comparison[]> {
  const { tenants, closeAll } = ground.platform.tenancy;
  const tenant = await makeSampleTenant(ground, 10_000);
  await closeAll();
  const file = ground.fileOf(tenant.id);
  const bytes = sizeOf(file);
  const raw = openDatabase(file, { key: await ground.keyOf(tenant.id) });

  return [
    {
      id: "copy",
      work: "copy of a tenant of 10,000 tasks",
      bytes,
      ours: {
        name: "tenants.copy",
        most: 4,
        async run(times) {
          const begun = wallClock();
          const copies: string[] = [];
          for (let i = 0; i < times; i++) {
            const { id } = await tenants.copy(tenant.id, { slug: `copy_${ground.next()}` });
            copies.push(id);
          }
          const took = wallClock() - begun;
          for (const id of copies) await tenants.delete(id);
          return took;
        },
      },
      others: [
        {
          name: "VACUUM INTO, same key, synced",
          aim: 2,
          most: 4,
          async run(times) {
            const targets = Array.from({ length: times }, () => join(ground.dir, `${ground.next()}.db`));
            const begun = wallClock();
            for (const target of targets) {
              raw.prepare("VACUUM INTO ?").run(target);
              syncFile(target);
            }
            const took = wallClock() - begun;
            for (const target of targets) rmSync(target);
            return took;
          },
        },
      ],
      async close() {
        raw.close();
      },
    },
  ];
}
