import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type Comparison, looped } from "../../comparison";
import type { Ground } from "../../ground";
import { openSealedTemplate } from "../../sealed-file";

/** An empty tenant, encrypted under a key of its own, registered and ready, with none kept in stock. */
export async function newTenant(ground: Ground): Promise<Comparison[]> {
  const { tenants } = ground.withStock(0);
  const create = () => tenants.create({ slug: `new_${ground.next()}` });
  await create();
  const folder = ground.newFolder("copies");
  const copySealed = openSealedTemplate(folder);

  return [
    {
      id: "new-tenant",
      work: "new tenant, encrypted file",
      ours: { name: "tenants.create", most: 20, run: looped(create) },
      others: [
        {
          name: "template copied, put under a key, synced",
          aim: 1.5,
          most: 20,
          run: looped(() => copySealed(join(folder, `${ground.next()}.db`), randomBytes(32))),
        },
      ],
    },
  ];
}
