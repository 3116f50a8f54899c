import { expect, it } from "vitest";
import { filledIn, runAttacks, runQueries } from "../../test/raw-sql/containment";
import { sqliteArena } from "../../test/raw-sql/sqlite-arena";
import { sqliteAttacks } from "../../test/raw-sql/sqlite-attacks";
import { sqliteQueries } from "../../test/raw-sql/sqlite-queries";

it(`holds ${sqliteAttacks.length} attacks through a tenant's handle`, async () => {
  expect(sqliteAttacks.length).toBeGreaterThanOrEqual(60);
  expect(await runAttacks(await sqliteArena({ guarded: true }), sqliteAttacks)).toEqual([]);
});

it(`lets ${sqliteQueries.length} ordinary raw queries work`, async () => {
  expect(sqliteQueries.length).toBeGreaterThanOrEqual(25);
  expect(await runQueries(await sqliteArena({ guarded: true }), sqliteQueries)).toEqual([]);
});

// Otherwise the attacks might fail for a reason of their own.
it("would leak without the guard: a foreign row, a file, a path, a table", async () => {
  const arena = await sqliteArena({ guarded: false });
  const { handle, targets, secret, hidden } = arena;
  const run = (sql: string) => handle.$queryRawUnsafe(filledIn(sql, targets));
  const before = await arena.fingerprint();

  await run("ATTACH DATABASE '{foreign}' AS f");
  expect(JSON.stringify(await run("SELECT * FROM f.Note"))).toContain(secret);
  expect(JSON.stringify(await run("SELECT file FROM Owner, 'pragma_database_list'"))).toContain(hidden[0]);
  await run("VACUUM INTO '{copy}'");
  await run("CREATE TABLE planted(x)");
  await run("UPDATE f.Note SET text = 'defaced'");
  const after = await arena.fingerprint();
  for (const change of ["copy.db", "planted", "defaced"]) {
    expect(before).not.toContain(change);
    expect(after).toContain(change);
  }
  const breaches = await runAttacks(await sqliteArena({ guarded: false }), sqliteAttacks.slice(0, 3));
  expect(breaches.length).toBeGreaterThan(0);
});
