import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleOf, dump, models, openPlaces, type Places, stream } from "../../test/bundle/places";
import type { Datasource } from "../datasource";
import { newTenantId } from "../ids";
import { importBundle } from "./index";

let places: Places;

beforeAll(async () => {
  places = await openPlaces();
}, 60_000);

afterAll(() => places.close());

const query = (sql: string) => ({ sql, args: [], argTypes: [] });

/**
 * Writes one transaction after another, each of which moves 1 from one row to another and counts in a third, in
 * tables that are read at different times.
 */
async function startStorm(datasource: Datasource, id: string) {
  const adapter = await datasource.open(id, { readOnly: false });
  let going = true;
  const storm = { tried: 0, acknowledged: 0 };
  async function write() {
    while (going) {
      const transaction = await adapter.startTransaction();
      storm.tried++;
      await transaction.executeRaw(query(`UPDATE pairs SET sum = sum - 1 WHERE "left" = 'a'`));
      await transaction.executeRaw(query(`UPDATE people SET nick = '${storm.tried}' WHERE id = 'p1'`));
      await transaction.executeRaw(query(`UPDATE pairs SET sum = sum + 1 WHERE "left" = 'b'`));
      await transaction.commit();
      storm.acknowledged = storm.tried;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const writing = write();
  return {
    storm,
    async end() {
      going = false;
      await writing;
      await adapter.dispose();
    },
  };
}

async function fill(datasource: Datasource, id: string) {
  await datasource.provision(id);
  const loader = await datasource.load(id);
  await loader.begin("people");
  await loader.write([[null, "p1", "0", null]]);
  await loader.begin("pairs");
  await loader.write([
    ["a", 1, 1000],
    ["b", 1, 0],
  ]);
  // Enough for the reading to take many turns.
  await loader.begin("values");
  const at = "2024-01-01T00:00:00.000Z";
  await loader.write(
    Array.from({ length: 3000 }, (_, n) => [
      at,
      null,
      null,
      n,
      null,
      false,
      `v${n}`,
      null,
      null,
      "x".repeat(50),
    ]),
  );
  await loader.commit();
}

describe.each(models)("backups of a tenant in %s under a storm of writes", (model) => {
  const rounds = model === "database" || process.env.ACRE_TEST_FULL ? 100 : 20;

  it(`restore to states that existed, ${rounds} of ${rounds}`, async () => {
    const datasource = places[model];
    const id = newTenantId();
    await fill(datasource, id);
    const { storm, end } = await startStorm(datasource, id);
    const seen = new Set<number>();
    try {
      for (let round = 0; round < rounds; round++) {
        const before = storm.acknowledged;
        const bundle = await bundleOf(datasource, id);
        const after = storm.tried;
        const restored = newTenantId();
        await importBundle(stream(bundle, 65_536), places.database, restored);
        const { pairs, people } = await dump(places.database, restored);
        await places.database.destroy(restored);
        const count = Number(JSON.parse(people ?? "[]")[2]);
        expect(pairs).toBe(`["a",1,${1000 - count}]\n["b",1,${count}]\n`);
        expect(count).toBeGreaterThanOrEqual(before);
        expect(count).toBeLessThanOrEqual(after);
        seen.add(count);
      }
    } finally {
      await end();
    }
    // Otherwise there was no storm.
    expect(seen.size).toBeGreaterThan(rounds / 2);
  });
});
