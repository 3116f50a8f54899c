import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ImportGround, openGround } from "../../test/import/ground";
import { columns, rowsOf, shared, single, tables } from "../../test/import/old-shop";
import { parseMapping } from "./mapping";

let ground: ImportGround;

beforeAll(async () => {
  ground = await openGround();
}, 60_000);

afterAll(() => ground.close());

const source = { sqlite: "old.db" };

describe("a mapping", () => {
  it.each<[string, object, RegExp]>([
    ["without a source", { ...single }, /^source: Write \{"sqlite"/m],
    [
      "with an address in it",
      { ...single, source: { postgresUrl: "postgres://u:p@h/d" } },
      /^source: Write/m,
    ],
    ["of one and of several", { ...single, source, tenants: shared.tenants }, /^tenant: Give either/m],
    ["with a word that is none", { ...single, source, tabels: {} }, /tabels/],
    [
      "with a rule of two kinds",
      { ...single, source, tables: { users: { from: "people", columns: { id: { id: true, const: 1 } } } } },
      /^tables\.users\.columns\.id: Write a source column's name/m,
    ],
    [
      "with a way to read that is none",
      {
        ...single,
        source,
        tables: { users: { from: "people", columns: { at: { column: "at", as: "julian" } } } },
      },
      /^tables\.users\.columns\.at\.as: Choose one of unix_s/m,
    ],
  ])("%s is refused at its path", (_what, given, message) => {
    expect(() => parseMapping(given)).toThrow(message);
    expect(() => parseMapping(given)).toThrow(expect.objectContaining({ code: "import_mapping_invalid" }));
  });

  const people = single.tables.users;
  const cards = single.tables.tasks;
  const with_ = (users: object) => ({
    ...single,
    tables: { ...single.tables, users: { ...people, ...users } },
  });
  const withTask = (task: object) => ({
    ...single,
    tables: { ...single.tables, tasks: { ...cards, columns: { ...columns.tasks, ...task } } },
  });

  it.each<[string, object, RegExp]>([
    [
      "a table that the source has not",
      with_({ from: "folk" }),
      /^tables\.users\.from: The source has no table or view "folk"/m,
    ],
    [
      "a table that tenants have not",
      { ...single, tables: { ...single.tables, orders: people } },
      /^tables\.orders: A tenant has no such table/m,
    ],
    [
      "a column that the source has not",
      with_({ columns: { ...columns.users, name: "nick" } }),
      /^tables\.users\.columns\.name\.column: people has no column "nick"/m,
    ],
    [
      "a required column left out",
      with_({ columns: { ...columns.users, email: undefined, name: undefined, x: "id" } }),
      /mapping cannot be used/,
    ],
    [
      "an enumeration's value of another type",
      with_({ columns: { ...columns.users, active: { const: "perhaps" } } }),
      /^tables\.users\.columns\.active\.const: This is no boolean/m,
    ],
    [
      "a reference as a plain column",
      withTask({ project_id: "board_id" }),
      /^tables\.tasks\.columns\.project_id: It refers to projects/m,
    ],
    [
      "a reference to another table than the database's",
      withTask({ project_id: { id: "board_id", of: "users" } }),
      /^tables\.tasks\.columns\.project_id: It refers to projects/m,
    ],
    [
      "a required reference that may be missing",
      withTask({ project_id: { id: "board_id", of: "projects", ifMissing: "null" } }),
      /^tables\.tasks\.columns\.project_id\.ifMissing/m,
    ],
    [
      "a customer that nobody asked for",
      with_({ tenant: { column: "customer_id" } }),
      /^tables\.users\.tenant: All rows are those of "tenant"/m,
    ],
    [
      "rows of nobody in particular",
      { ...shared, tables: { ...shared.tables, users: { from: "people", columns: columns.users } } },
      /^tables\.users\.tenant: Say how/m,
    ],
    [
      "parents in a circle",
      {
        ...shared,
        tables: {
          ...shared.tables,
          users: { ...shared.tables.users, tenant: { column: "id", parent: "projects" } },
        },
      },
      /^tables\.users\.tenant: The parents lead in a circle/m,
    ],
  ])("with %s is refused at its path before anything is written", async (_what, mapping, message) => {
    await expect(ground.ofSqlite(tables + rowsOf(1), mapping)).rejects.toMatchObject({
      code: "import_mapping_invalid",
      message: expect.stringMatching(message),
    });
  });

  it("names each required column that it leaves out", async () => {
    const mapping = with_({ columns: { id: { id: true }, role: { const: "member" } } });
    await expect(ground.ofSqlite(tables, mapping)).rejects.toThrow(
      /users\.active is required[\s\S]*users\.created_at is required[\s\S]*users\.email is required[\s\S]*users\.name is required/,
    );
  });
});

it("customers that cannot become tenants are named by their keys", async () => {
  const sql = `${tables + rowsOf(1)}
    INSERT INTO customers VALUES (2, 'Two', 'old_1'), (3, ' ', 'old_3'), (4, 'Four', 'Not A Slug'), (5, 'Five', 'admin');`;
  await expect(ground.ofSqlite(sql, shared)).rejects.toMatchObject({
    code: "import_refused",
    message: expect.stringMatching(
      /^4 of the customers[\s\S]*customer 2: it would have the slug of customer 1[\s\S]*customer 3: it has no company[\s\S]*customer 4: no tenant can be named so[\s\S]*customer 5: its slug is kept/,
    ),
  });
});

it("a source that cannot be read is said so, without its address", async () => {
  await expect(ground.open({ ...single, source: { sqlite: "missing.db" } })).rejects.toMatchObject({
    code: "import_source_unreadable",
  });
  const postgres = { ...single, source: { postgresUrlFrom: "OLD_URL" } };
  await expect(ground.open(postgres)).rejects.toThrow(/Set OLD_URL/);
  const refused = ground.open(postgres, { OLD_URL: "postgres://joe:hidden@127.0.0.1:1/old" });
  await expect(refused).rejects.toMatchObject({ code: "import_source_unreadable" });
  await expect(refused).rejects.not.toThrow(/hidden/);
});
