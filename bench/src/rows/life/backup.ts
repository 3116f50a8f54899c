import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import { type Comparison, type Contender, looped, wallClock } from "../../comparison";
import { copySynced, syncFile } from "../../copy-synced";
import { sizeOf } from "../../file-size";
import type { Ground } from "../../ground";
import { makeSampleTenant } from "../../sample-tenant";

/** An encrypted bundle of a tenant, written to the disk; and a new tenant made from it. */
export async function backup(ground: Ground): Promise<Comparison[]> {
  const { tenants, closeAll } = ground.platform.tenancy;
  const tenant = await makeSampleTenant(ground, 10_000);
  await closeAll();
  const file = ground.fileOf(tenant.id);
  const bytes = sizeOf(file);
  const secret = { key: randomBytes(32) };
  const bundle = join(ground.dir, "tenant.bundle");

  async function write(): Promise<void> {
    await tenants.backup(tenant.id, createWriteStream(bundle), secret);
    syncFile(bundle);
  }

  await write();
  return [
    {
      id: "backup",
      work: "backup of a file of 10,000 tasks",
      bytes,
      ours: { name: "tenants.backup, encrypted", run: looped(write) },
      others: [fileCopied(ground, file)],
    },
    {
      id: "restore",
      work: "restore of 10,000 tasks into a new file",
      bytes,
      ours: {
        name: "tenants.restore",
        most: 2,
        async run(times) {
          let took = 0;
          for (let i = 0; i < times; i++) {
            const begun = wallClock();
            const as = `restored_${ground.next()}`;
            const restored = await tenants.restore(createReadStream(bundle), { as, ...secret });
            took += wallClock() - begun;
            await tenants.delete(restored.tenant.id);
          }
          return took;
        },
      },
      others: [fileCopied(ground, file)],
    },
  ];
}

/** The floor of all that takes a tenant elsewhere. @param times how often for one operation; once unless said */
export function fileCopied(ground: Ground, file: string, copies = 1): Contender {
  return {
    name: copies === 1 ? "file copied and synced" : `file copied and synced, ${copies} times`,
    run: looped(() => {
      for (let i = 0; i < copies; i++) {
        const target = join(ground.dir, `${ground.next()}.db`);
        copySynced(file, target);
        rmSync(target);
      }
    }),
  };
}
