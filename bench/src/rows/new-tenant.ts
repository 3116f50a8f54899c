import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Comparison, looped } from "../comparison";
import { copySynced } from "../copy-synced";
import type { Ground } from "../ground";

/** An empty tenant, registered and ready, against the copy of its file. */
export async function newTenant(ground: Ground): Promise<Comparison> {
  const { tenants } = ground.platform.tenancy;
  const create = () => tenants.create({ slug: `new_${ground.next()}` });
  await create();
  const template = ground.templateFile();
  const folder = join(ground.dir, "copies");
  mkdirSync(folder);

  return {
    id: "new-tenant",
    work: "new tenant",
    ours: { name: "tenants.create", most: 20, run: looped(create) },
    others: [
      {
        name: "template copied and synced",
        most: 20,
        run: looped(() => copySynced(template, join(folder, `${ground.next()}.db`))),
      },
    ],
  };
}
