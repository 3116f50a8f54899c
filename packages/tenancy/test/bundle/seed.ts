import type { Datasource } from "../../src/datasource";
import { tenantPath } from "../../src/sqlite/files";
import { openDatabase } from "../../src/sqlite/open-database";

/** Odd values that every engine holds. */
const values: Array<Record<string, unknown>> = [
  { id: "numbers", count: -2147483648, big: 2n ** 53n + 1n, ratio: 0.1, price: 12.5, done: 1 },
  { id: "limits", count: 2147483647, big: -(2n ** 63n), ratio: Number.MAX_VALUE, price: 1e21, done: 0 },
  { id: "small", ratio: Number.MIN_VALUE, price: -0.000001 },
  { id: "infinite", ratio: Number.POSITIVE_INFINITY },
  { id: "negative", ratio: Number.NEGATIVE_INFINITY },
  { id: "zero", count: 0, big: 0n, ratio: -0, price: 0 },
  { id: "early", at: "1969-12-31T23:59:59.999+00:00" },
  { id: "late", at: "9999-12-31T23:59:59.999+00:00" },
  { id: "before-christ", at: "-000043-03-15T12:00:00.000+00:00" },
  { id: "far", at: "+012345-01-01T00:00:00.000+00:00" },
  { id: "zoned", at: "2024-02-29T14:34:56.789+02:00" },
  { id: "blank", at: "2024-02-29 12:34:56" },
  { id: "milliseconds", at: BigInt(Date.UTC(2024, 0, 1)) },
  { id: "empty", text: "", blob: Buffer.alloc(0), data: "{}" },
  { id: "bytes", blob: Buffer.from(Array.from({ length: 256 }, (_, at) => at)) },
  {
    id: "odd",
    text: `"\\\n\r\t{}\u2028\u{1f600}' -- NULL`,
    data: '{"b":[1.50,1e2,-0],"a":"\\u00e9","":null}',
  },
  { id: "null", text: "NULL", data: "null" },
  { id: "number", data: "12345678901234567890.5e0".slice(0, 10) },
  { id: "string", data: '"x"' },
  { id: "digits", data: '{"n":9007199254740993,"deep":[[[{"z":1,"y":2}]]]}' },
  { id: "long", text: "é".repeat(500_000) },
  { id: "\u{ffff}", text: "after" },
  { id: "\u{10000}", text: "by bytes after U+FFFF, by UTF-16 before" },
  { id: "Z" },
  { id: "a" },
  { id: "É" },
];

/** Fills a tenant's SQLite file with what makes copying hard. */
export async function seed(datasource: Datasource, dir: string, tenantId: string): Promise<void> {
  await datasource.provision(tenantId);
  const db = openDatabase(tenantPath(dir, tenantId));
  try {
    for (const row of values) {
      const names = Object.keys(row);
      const list = names.map((name) => `"${name}"`).join(", ");
      db.prepare(`INSERT INTO "values" (${list}) VALUES (${names.map(() => "?").join(", ")})`).run(
        ...Object.values(row),
      );
    }
    db.exec(`
      BEGIN;
      PRAGMA defer_foreign_keys = ON;
      INSERT INTO people (id, boss_id, team_id) VALUES ('p1', 'p3', 't1'), ('p2', 'p2', NULL), ('p3', NULL, 't2');
      INSERT INTO teams (id, lead_id) VALUES ('t1', 'p2'), ('t2', NULL);
      INSERT INTO "a log" (number, person_id, "Said ""so""") VALUES (1, 'p1', 'one'), (2, 'p2', 'two'), (10, 'p1', 'ten');
      DELETE FROM "a log" WHERE number = 10;
      INSERT INTO pairs ("left", "right", "sum") VALUES ('b', 10, 1), ('a', 10, 2), ('a', 9, 3);
      COMMIT;`);
  } finally {
    db.close();
  }
}
