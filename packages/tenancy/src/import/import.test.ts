import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dump, models } from "../../test/bundle/places";
import { type ImportGround, openGround } from "../../test/import/ground";
import { rowsOf, shared, single, tables } from "../../test/import/old-shop";
import { isTenancyError } from "../errors";
import type { Importing } from "./index";

let ground: ImportGround;

beforeAll(async () => {
  ground = await openGround();
}, 60_000);

afterAll(() => ground.close());

async function closing<T>(importing: Importing, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await importing.close();
  }
}

/** A tenant's tables, each row as an array. */
async function rowsIn(model: (typeof models)[number], id: string): Promise<Record<string, unknown[][]>> {
  const lines = Object.entries(await dump(ground.datasources[model], id));
  return Object.fromEntries(
    lines.map(([table, text]) => [
      table,
      text
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ]),
  );
}

const written = (reports: { table: string; written: number }[]) =>
  Object.fromEntries(reports.map(({ table, written }) => [table, written]));

describe.each(["ofSqlite", "ofPostgres"] as const)("a database of one customer, read %s", (kind) => {
  it("becomes a tenant, with references that agree and values in the target's words", async () => {
    const importing = await ground[kind](tables + rowsOf(1), {
      ...single,
      name: kind,
      tenant: { slug: kind === "ofSqlite" ? "from_sqlite" : "from_postgres", company: "Old Shop" },
    });
    await closing(importing, async () => {
      const [tenant] = importing.tenants;
      if (tenant === undefined) throw new Error("No tenant was found.");
      const surveyed = await importing.survey(tenant);
      expect(await ground.registry.list()).toEqual([]);
      expect(await ground.importAll(importing, "database")).toEqual([surveyed]);
      expect(written(surveyed)).toEqual({ users: 2, projects: 1, tasks: 3 });
      const { users = [], projects = [], tasks = [] } = await rowsIn("database", tenant.id);
      // Columns in the order of their names: active, created_at, email, id, name, role.
      const people = new Map(
        users.map(([active, at, email, id, name, role]) => [email, { active, at, id, name, role }]),
      );
      expect(people.get("ada@marker-1-.example")).toMatchObject({
        active: true,
        at: "2021-03-04T05:06:07.123Z",
        name: "marker-1-Ada",
        role: "owner",
      });
      const bob = people.get("bob@marker-1-.example");
      expect(bob).toMatchObject({ active: false, role: "member" });
      const [[projectId, , ownerId] = []] = projects;
      expect(ownerId).toBe(people.get("ada@marker-1-.example")?.id);
      expect(projectId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const byNumber = tasks.toSorted((a, b) => Number(a[3]) - Number(b[3]));
      expect(byNumber.map(([assignee, due, , number, project]) => [assignee, due, number, project])).toEqual([
        [null, "2024-02-29", 1, projectId],
        [bob?.id, "2024-02-29", 2, projectId],
        [bob?.id, "2024-02-29", 3, projectId],
      ]);
      // As they were: whoever runs it again finds the same.
      await ground.tenancy.tenants.delete(tenant.id);
      await ground.importAll(importing, "database");
      expect(await rowsIn("database", tenant.id)).toEqual({ users, projects, tasks });
      await ground.tenancy.tenants.delete(tenant.id);
    });
  });
});

describe.each(models)("shared tables become three tenants in %s", (model) => {
  const sql = tables + [1, 2, 3].map((customer) => rowsOf(customer, customer + 1)).join("");

  it("with nothing of anybody else's", async () => {
    const importing = await ground.ofSqlite(sql, {
      ...shared,
      name: `shared-${model}`,
      tenants: { ...shared.tenants, slug: undefined },
    });
    await closing(importing, async () => {
      expect(importing.tenants.map(({ key }) => key)).toEqual([1n, 2n, 3n]);
      expect(await importing.unplaced()).toEqual([]);
      const reports = await ground.importAll(importing, model);
      for (const [at, { id, key }] of importing.tenants.entries()) {
        expect(written(reports[at] ?? [])).toEqual({ users: 2, projects: 1, tasks: Number(key) + 1 });
        const text = JSON.stringify(await rowsIn(model, id));
        const markers = text.match(/marker-\d-/g) ?? [];
        expect(new Set(markers)).toEqual(new Set([`marker-${key}-`]));
        expect(markers).toHaveLength(4 + 1 + Number(key) + 1);
        await ground.tenancy.tenants.delete(id);
      }
    });
  });

  it("and a reference to another customer's row leads nowhere", async () => {
    // Of the second customer by its board, and assigned to the third's Bob; a board whose card sits in another's.
    const stray = `INSERT INTO cards VALUES (900, 200, 'marker-2-stray', 301, NULL);`;
    const importing = await ground.ofPostgres(sql + stray, { ...shared, name: `stray-${model}` });
    await closing(importing, async () => {
      const reports = await ground.importAll(importing, model);
      expect(reports[1]?.find(({ table }) => table === "tasks")).toMatchObject({ written: 4, cleared: 1 });
      for (const { id, key } of importing.tenants) {
        const found = JSON.stringify(await rowsIn(model, id)).match(/marker-\d-/g);
        expect(new Set(found)).toEqual(new Set([`marker-${key}-`]));
        await ground.tenancy.tenants.delete(id);
      }
    });
  });
});

describe("rows that do not fit", () => {
  it("are told by table, key and reason, with what hangs on them, and never by content", async () => {
    const sql = `${tables + rowsOf(1) + rowsOf(2)}
      INSERT INTO people VALUES (110, 1, 'Bob@marker-1-.example', 'secret twin', 'crew', 'yes', '2021-01-01');
      INSERT INTO people VALUES (111, 1, 'x@x.example', 'secret', 'alien', 'yes', '2021-01-01');
      INSERT INTO people VALUES (112, 1, 'y@x.example', NULL, 'crew', 'yes', '2021-01-01');
      INSERT INTO people VALUES (113, 1, 'z@x.example', 'secret', 'crew', 'yes', '2021-02-30');
      INSERT INTO people VALUES (114, 7, 'w@x.example', 'secret', 'crew', 'yes', '2021-01-01');
      INSERT INTO boards VALUES (110, 111, 'secret board'), (111, 999, 'secret board');
      INSERT INTO cards VALUES (150, 110, 'secret card', NULL, NULL), (151, 100, 'secret card', NULL, 'someday');`;
    const importing = await ground.ofSqlite(sql, { ...shared, name: "bad-rows", onBadRow: "skip" });
    await closing(importing, async () => {
      const [first] = await ground.importAll(importing, "database");
      const reasons = (first ?? []).flatMap(({ table, reasons }) =>
        reasons.map(({ reason, column, count, keys }) => [table, reason, column, count, ...keys]),
      );
      expect(reasons).toEqual([
        ["users", "duplicate", "email", 1, "110"],
        ["users", "value_refused", "role", 1, "111"],
        ["users", "value_missing", "name", 1, "112"],
        ["users", "value_refused", "created_at", 1, "113"],
        ["projects", "reference_missing", "owner_id", 1, "110"],
        ["tasks", "reference_missing", "project_id", 1, "150"],
        ["tasks", "value_refused", "due", 1, "151"],
      ]);
      const unplaced = await importing.unplaced();
      expect(unplaced.map(({ table, reasons: [bad] }) => [table, bad?.reason, bad?.keys])).toEqual([
        ["users", "no_tenant", ["114"]],
        ["projects", "no_tenant", ["111"]],
      ]);
      expect(JSON.stringify([first, unplaced])).not.toMatch(/secret|x\.example|someday/);
      const id = importing.tenants[0]?.id ?? "";
      const kept = await rowsIn("database", id);
      expect(Object.values(kept).map((rows) => rows.length)).toEqual([2, 1, 3]);
      for (const tenant of importing.tenants) await ground.tenancy.tenants.delete(tenant.id);
    });
  });

  it("that only the database refuses undo the tenant, and are not quoted", async () => {
    const importing = await ground.ofSqlite(tables + rowsOf(1), single);
    await closing(importing, async () => {
      const [tenant] = importing.tenants;
      if (tenant === undefined) throw new Error("No tenant was found.");
      const error = await ground.tenancy.tenants
        .import({
          id: tenant.id,
          slug: tenant.slug,
          datasource: "schema",
          // As if another row of the same address had come by a way that the import does not see.
          async fill(loader) {
            const own = { ...loader, begin: async (table: string) => void (await loader.begin(table)) };
            const write: typeof loader.write = async (rows) => {
              await loader.write(rows);
              await loader.write(rows);
            };
            await importing.fill(tenant, { ...own, write });
          },
        })
        .catch((reason: unknown) => reason);
      expect(isTenancyError(error, "import_refused")).toBe(true);
      expect(String(error)).toMatch(/refused a row of users for old_shop/);
      expect(String(error)).not.toMatch(/marker/);
      expect(await ground.registry.list()).toEqual([]);
      expect(await ground.datasources.schema.exists(tenant.id)).toBe(false);
    });
  });
});

describe.each(["ofSqlite", "ofPostgres"] as const)("a source, read %s", (kind) => {
  it("is seen as it was when it was opened, and can be written to meanwhile", async () => {
    const importing = await ground[kind](tables + rowsOf(1), single);
    await closing(importing, async () => {
      await ground.writeToSource("INSERT INTO boards VALUES (1, 100, 'later')");
      const [tenant] = importing.tenants;
      if (tenant === undefined) throw new Error("No tenant was found.");
      expect(written(await importing.survey(tenant))).toEqual({ users: 2, projects: 1, tasks: 3 });
    });
  });

  it("may have any text for a customer's key", async () => {
    const keys = ["o'brien", "a\\' OR 'a' = 'a", "%", '"'];
    const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
    const made = keys.map(
      (key, at) => `INSERT INTO customers VALUES (${text(key)}, 'Customer', 'customer_${at}');
        INSERT INTO people VALUES (${at}, ${text(key)}, '${at}@x.example', 'Ada', 'boss', 'yes', '2021-01-01');`,
    );
    const textual = tables
      .replaceAll(/customers \(id INTEGER/g, "customers (id TEXT")
      .replace("customer_id INTEGER", "customer_id TEXT");
    const importing = await ground[kind](textual + made.join(""), shared);
    await closing(importing, async () => {
      expect(new Set(importing.tenants.map(({ key }) => key))).toEqual(new Set(keys));
      for (const tenant of importing.tenants)
        expect(written(await importing.survey(tenant))).toEqual({ users: 1, projects: 0, tasks: 0 });
    });
  });
});

it("a source whose policies hide rows is refused, since those would be missing without a word", async () => {
  const hidden = `ALTER TABLE people ENABLE ROW LEVEL SECURITY; ALTER TABLE people FORCE ROW LEVEL SECURITY;
    CREATE POLICY few ON people USING (id < 101);`;
  const importing = await ground.ofPostgres(tables + rowsOf(1) + hidden, single);
  await closing(importing, async () => {
    const [tenant] = importing.tenants;
    if (tenant === undefined) throw new Error("No tenant was found.");
    await expect(importing.survey(tenant)).rejects.toMatchObject({ code: "import_source_unreadable" });
  });
});
