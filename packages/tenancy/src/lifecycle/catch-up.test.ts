import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dump } from "../../test/bundle/places";
import {
  type Db,
  fill,
  type Ground,
  type Name,
  newGround,
  openStage,
  removeGround,
  type Stage,
} from "../../test/lifecycle/stage";
import { tableChecksums } from "../bundle/index";
import type { Datasource, LoadOptions } from "../datasource";
import { TenancyError } from "../errors";
import { catchUp, unchangedSince } from "./catch-up";
import { copyData, type Place } from "./copy-data";

let ground: Ground;
let stage: Stage;
let number = 0;

beforeAll(async () => {
  ground = await newGround();
  stage = openStage(ground);
}, 60_000);

afterAll(async () => {
  await stage.close();
  removeGround(ground);
});

/** A tenant with rows by the thousand, and its copy in another place. */
async function copied(from: Name, to: Name) {
  const tenant = await stage.tenancy.tenants.create({
    slug: `tenant_${++number}`,
    datasource: from,
    prepare: fill,
  });
  const db = await stage.tenancy.connectById(tenant.id);
  for (let at = 0; at < 3_000; at += 500) await db.run(insertPairs(at, 500));
  const source = { datasource: stage.datasources[from], tenantId: tenant.id };
  const copy = { datasource: stage.datasources[to], tenantId: tenant.id };
  await copyData(source, copy);
  return { db, source, copy };
}

function insertPairs(from: number, count: number): string {
  const values = Array.from({ length: count }, (_, n) => `('left-${from + n}', ${(from + n) * 2}, 0)`);
  return `INSERT INTO pairs ("left", "right", "sum") VALUES ${values.join(", ")}`;
}

async function checksumsOf({ datasource, tenantId }: Place) {
  const snapshot = await datasource.snapshot(tenantId);
  try {
    return await tableChecksums(snapshot);
  } finally {
    await snapshot.close();
  }
}

/** Changes everything that makes catching up hard. */
async function change(db: Db): Promise<void> {
  await db.run(`INSERT INTO people (id, boss_id) VALUES ('p0', 'p3'), ('p9', 'p0')`);
  await db.run(`INSERT INTO teams (id, lead_id) VALUES ('t0', 'p9'), ('t2', NULL)`);
  await db.run(`UPDATE people SET team_id = 't2', boss_id = 'p9' WHERE id = 'p1'`);
  await db.run(`UPDATE teams SET lead_id = 'p0' WHERE id = 't1'`);
  await db.run(`INSERT INTO "a log" (person_id, "Said ""so""") VALUES ('p9', 'new'), ('p2', 'gone with p2')`);
  // Its rows in the log go with it, and its team is without a lead.
  await db.run(`DELETE FROM people WHERE id = 'p2'`);
  await db.run(`UPDATE "a log" SET person_id = 'p0' WHERE number = 2`);
  await db.run(`DELETE FROM pairs WHERE "right" < 700`);
  await db.run(`UPDATE pairs SET "sum" = 7 WHERE "right" % 1000 = 0`);
  await db.run(`INSERT INTO pairs ("left", "right") VALUES ('odd', 1), ('odd', 1001), ('odd', 1000001)`);
  await db.run(
    `INSERT INTO "values" (id, text, price, at, done) VALUES ('v', 'x', 1.5, '2027-01-01T00:00:00.000Z', true)`,
  );
}

/** The datasource, and how it was asked to load. */
function watched(datasource: Datasource) {
  const loads: Array<LoadOptions | undefined> = [];
  const load: Datasource["load"] = (tenantId, options) => {
    loads.push(options);
    return datasource.load(tenantId, options);
  };
  return { datasource: { ...datasource, load }, loads };
}

const pairs: Array<[Name, Name]> = [
  ["files", "files2"],
  ["files", "schemas"],
  ["files", "rows"],
  ["schemas", "files"],
  ["schemas", "schemas2"],
  ["schemas", "rows"],
  ["rows", "files"],
  ["rows", "schemas"],
  ["rows", "rows2"],
];

describe("catching up", () => {
  it.each(pairs)("from %s to %s writes what differs, and nothing else", async (from, to) => {
    const { db, source, copy } = await copied(from, to);
    await change(db);
    const { datasource, loads } = watched(copy.datasource);
    const checksums = await catchUp(source, { ...copy, datasource });
    expect(await dump(copy.datasource, copy.tenantId)).toEqual(
      await dump(source.datasource, source.tenantId),
    );
    expect(checksums.map(({ table, rows }) => `${table} ${rows}`)).toContain("pairs 2653");
    expect(loads).toEqual([{ amend: true }]);
    await copy.datasource.destroy(copy.tenantId);
  });

  it("reads a table that nobody changed on one side only, and one that changed after all on both", async () => {
    const { db, source, copy } = await copied("files", "schemas");
    const before = await unchangedSince(source, await checksumsOf(copy));
    expect(before.map(({ table }) => table)).toContain("pairs");
    await db.run(`UPDATE teams SET lead_id = 'p3' WHERE id = 't1'`);
    const read: string[] = [];
    const datasource: Datasource = {
      ...copy.datasource,
      async snapshot(tenantId) {
        const snapshot = await copy.datasource.snapshot(tenantId);
        const rows = (table: string) => {
          read.push(table);
          return snapshot.rows(table);
        };
        return { ...snapshot, rows, close: () => snapshot.close() };
      },
    };
    await catchUp(source, { ...copy, datasource }, { known: before });
    expect(read).toEqual(["teams"]);
    expect(await dump(copy.datasource, copy.tenantId)).toEqual(
      await dump(source.datasource, source.tenantId),
    );
    const since = await unchangedSince(source, before);
    expect(since.map(({ table }) => table)).not.toContain("teams");
  });

  it("copies everything where the database forbids the differences", async () => {
    const { db, source, copy } = await copied("files", "rows");
    await change(db);
    const loads: Array<LoadOptions | undefined> = [];
    const forbidding: Datasource = {
      ...copy.datasource,
      async load(tenantId, options) {
        loads.push(options);
        const loader = await copy.datasource.load(tenantId, options);
        const change = () => Promise.reject(new TenancyError("load_refused", "a row is in the way"));
        return { ...loader, change };
      },
    };
    await catchUp(source, { ...copy, datasource: forbidding });
    expect(loads.map((options) => options?.replace ?? false)).toEqual([false, true]);
    expect(await dump(copy.datasource, copy.tenantId)).toEqual(
      await dump(source.datasource, source.tenantId),
    );
  });

  it("commits nothing that is not the same afterwards", async () => {
    const { db, source, copy } = await copied("files", "schemas");
    const before = await dump(copy.datasource, copy.tenantId);
    await change(db);
    const forgetful: Datasource = {
      ...copy.datasource,
      async load(tenantId, options) {
        return { ...(await copy.datasource.load(tenantId, options)), remove: async () => {} };
      },
    };
    await expect(catchUp(source, { ...copy, datasource: forgetful })).rejects.toMatchObject({
      code: "copy_differs",
    });
    expect(await dump(copy.datasource, copy.tenantId)).toEqual(before);
  });
});
