import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { newTenantId, openDatabase } from "@acre/tenancy";
import { type Comparison, type Contender, looped } from "../../comparison";
import { syncFile } from "../../copy-synced";
import type { Ground } from "../../ground";
import { openSealedTemplate, type SealedCopy } from "../../sealed-file";

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
        registeredRaw(ground, copySealed),
      ],
    },
  ];
}

/** The same and what must not be lost beside it: the name is taken, the key kept, the tenant active, the file has a name. */
function registeredRaw(ground: Ground, copySealed: SealedCopy): Contender {
  const folder = ground.newFolder("registered");
  const catalog = openDatabase(join(folder, "catalog.db"), { create: true, commitsOutlive: "power" });
  ground.closing(() => catalog.close());
  catalog.exec("CREATE TABLE tenants (id TEXT PRIMARY KEY, status TEXT)");
  catalog.exec("CREATE TABLE keys (id TEXT PRIMARY KEY, key BLOB)");
  const reserve = catalog.prepare("INSERT INTO tenants VALUES (?, 'provisioning')");
  const keep = catalog.prepare("INSERT INTO keys VALUES (?, ?)");
  const activate = catalog.prepare("UPDATE tenants SET status = 'active' WHERE id = ?");

  return {
    name: "the same, and its rows of the catalog, each synced",
    most: 20,
    run: looped(() => {
      const id = newTenantId();
      const key = randomBytes(32);
      reserve.run(id);
      keep.run(id, key);
      copySealed(join(folder, `${id}.db`), key);
      syncFile(folder, "r");
      activate.run(id);
    }),
  };
}
