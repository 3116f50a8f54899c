import { randomBytes } from "node:crypto";
import { linkSync } from "node:fs";
import { join } from "node:path";
import { addWorkspace } from "@acre/core/platform";
import { type Comparison, wallClock } from "../../comparison";
import { syncFile } from "../../copy-synced";
import type { Ground } from "../../ground";
import { openRawOnboarding, type RawPlaces } from "../../raw-onboarding";
import { stockOf } from "../../ready-stock";
import { openSealedTemplate, type SealedCopy } from "../../sealed-file";

const stock = 32;
const most = 16;
const warmUps = 200;

/**
 * A customer's whole onboarding for an account that is there already, so that no password is hashed: the saga over
 * catalog and tenant, with a file from the stock and without one, against the same files and rows written by the driver
 * with nothing around it.
 */
export async function onboarding(ground: Ground): Promise<Comparison[]> {
  const copySealed = openSealedTemplate(ground.newFolder("template"));
  const { env } = ground.platform;
  await compiled(ground);
  return [
    await comparison(ground, {
      id: "onboarding-from-stock",
      work: "onboarding without password hashing, from stock",
      stock,
      aimMs: 4,
      places: fromStock(ground, copySealed),
      ready: () => stockOf(join(env.dataDir, "tenants"), stock),
    }),
    await comparison(ground, {
      id: "onboarding",
      work: "onboarding without password hashing, no stock",
      stock: 0,
      aimMs: 8,
      places: madeAnew(copySealed),
      ready: async () => {},
    }),
  ];
}

/** Both ways are one and the same code but for the file: whichever came first would be compiled at its own cost. */
async function compiled(ground: Ground): Promise<void> {
  const platform = { ...ground.platform, tenancy: ground.withStock(0) };
  for (let i = 0; i < warmUps; i++)
    await addWorkspace(platform, ground.account, { companyName: `Customer ${ground.next()}` });
}

interface Way {
  id: string;
  work: string;
  stock: number;
  aimMs: number;
  places: RawPlaces;
  ready(): Promise<void>;
}

async function comparison(ground: Ground, way: Way): Promise<Comparison> {
  const platform = { ...ground.platform, tenancy: ground.withStock(way.stock) };
  const onboard = () => addWorkspace(platform, ground.account, { companyName: `Customer ${ground.next()}` });
  await onboard();
  const raw = openRawOnboarding(ground.newFolder(way.id), way.places);

  return {
    id: way.id,
    work: way.work,
    ours: {
      name: "addWorkspace",
      aimMs: way.aimMs,
      most,
      async run(times) {
        await way.ready();
        const begun = wallClock();
        for (let i = 0; i < times; i++) await onboard();
        const took = wallClock() - begun;
        // What the stock makes anew would be the others' burden.
        await way.ready();
        return took;
      },
    },
    others: [{ name: "same files and rows, raw driver", most, run: raw.run }],
    async close() {
      raw.close();
    },
  };
}

function madeAnew(copySealed: SealedCopy): RawPlaces {
  return {
    prepare() {},
    make(file) {
      const key = randomBytes(32);
      copySealed(file, key);
      return key;
    },
  };
}

function fromStock(ground: Ground, copySealed: SealedCopy): RawPlaces {
  const folder = ground.newFolder("raw stock");
  let ready: { file: string; key: Buffer }[] = [];
  return {
    prepare(times) {
      ready = Array.from({ length: times }, () => {
        const made = { file: join(folder, `${ground.next()}.db`), key: randomBytes(32) };
        copySealed(made.file, made.key);
        return made;
      });
    },
    make(file) {
      const taken = ready.pop();
      if (taken === undefined) throw new RangeError("The raw stock is empty.");
      linkSync(taken.file, file);
      syncFile(folder, "r");
      return taken.key;
    },
  };
}
