import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

/** The mapping that the guide shows. */
export const exampleMapping: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../docs/import-example.json"), "utf8"),
);

const tables = `
  CREATE TABLE customers (id INTEGER PRIMARY KEY, title TEXT, subdomain TEXT);
  CREATE TABLE people (id INTEGER PRIMARY KEY, customer_id INTEGER, mail TEXT, full_name TEXT, kind TEXT, enabled INTEGER, joined INTEGER);
  CREATE TABLE boards (id INTEGER PRIMARY KEY, person_id INTEGER, title TEXT, made_at TEXT);
  CREATE TABLE cards (id INTEGER PRIMARY KEY, board_id INTEGER, author_id INTEGER, person_id INTEGER, title TEXT, body TEXT, state TEXT, due_at TEXT, made_at TEXT);
`;

/** Makes the guide's example at `dir`: `customers` with a board each, and as many cards as their number says. */
export function makeHelpdesk(dir: string, customers: number, moreSql = ""): void {
  const db = new Database(join(dir, "helpdesk.db"));
  const made = "'2022-05-06 07:08:09'";
  db.exec(tables);
  for (let n = 1; n <= customers; n++) {
    const marker = `marker-${n}-`;
    db.exec(`
      INSERT INTO customers VALUES (${n}, '${marker}company', 'helped_${n}');
      INSERT INTO people VALUES (${n * 10}, ${n}, 'Ada@${n}.example', '${marker}Ada', 'boss', 1, 1651820889);
      INSERT INTO people VALUES (${n * 10 + 1}, ${n}, 'bob@${n}.example', '${marker}Bob', 'temp', 0, 1651820889);
      INSERT INTO boards VALUES (${n}, ${n * 10}, '${marker}board', ${made});`);
    for (let card = 0; card < n; card++)
      db.exec(
        `INSERT INTO cards VALUES (${n * 100 + card}, ${n}, ${n * 10}, ${n * 10 + 1}, '${marker}card', NULL, 'doing', '2024-02-29', ${made});`,
      );
  }
  db.exec(moreSql);
  db.close();
}
