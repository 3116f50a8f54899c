import { describe, expect, it } from "vitest";
import { useTestPlatform } from "../../../testing/test-platform";
import { makeWorkspace } from "../../../testing/test-workspace";
import { type Operator, setTenantStatus } from "../index";
import { deleteRow, insertRow, insertRows, queryTenant, updateRow } from "./index";

describe.each(["database", "schema", "row"] as const)("support on %s", (isolation) => {
  const installation = useTestPlatform({}, isolation);
  const operator = (): Operator => ({ platform: installation().platform, actor: "cli" });
  const workspace = (name: string) => makeWorkspace(operator().platform, name);
  const operatorEvents = (action: string) =>
    operator().platform.catalog.operatorEvent.findMany({ where: { action } });

  it("a query reads this tenant alone, and both logs say so", async () => {
    const { slug, db } = await workspace("Asked One");
    await workspace("Asked Two");
    const sql = "select count(*) as n from tasks where title <> 'secret of theirs'";
    expect(await queryTenant(operator(), { tenant: slug, sql })).toEqual({ rows: [{ n: 3 }], changed: null });
    const events = await db.auditEvent.findMany({ where: { action: "data.queried" } });
    expect(events).toMatchObject([{ actorKind: "operator", changes: expect.stringContaining(sql) }]);
    const outside = await operatorEvents("tenant.queried");
    expect(outside).toHaveLength(1);
    // The statement may hold content.
    expect(JSON.stringify(outside)).not.toContain("secret");
  });

  it("a query writes only when it may, and then in both logs", async () => {
    const { slug, db } = await workspace("Written");
    const sql = "update tasks set title = 'Mended'";
    const refused = queryTenant(operator(), { tenant: slug, sql });
    await expect(refused).rejects.toMatchObject({ code: "invalid_input", message: /--write/ });
    expect(await db.task.count({ where: { title: "Mended" } })).toBe(0);
    expect(await queryTenant(operator(), { tenant: slug, sql, write: true })).toEqual({
      rows: [],
      changed: 3,
    });
    expect(await db.task.count({ where: { title: "Mended" } })).toBe(3);
    expect(await db.auditEvent.count({ where: { action: "data.changed" } })).toBe(1);
    expect(await operatorEvents("tenant.changed_by_sql")).toMatchObject([{ detail: '{"outcome":"done"}' }]);
    const returning = await queryTenant(operator(), {
      tenant: slug,
      sql: "delete from tasks where number = 1 returning number",
      write: true,
    });
    expect(returning).toEqual({ rows: [{ number: 1 }], changed: 1 });
  });

  it("a query changes no schema, reaches no other place, and says what the database said", async () => {
    const { slug } = await workspace("Bounded");
    const ask = (sql: string) => queryTenant(operator(), { tenant: slug, sql, write: true });
    await expect(ask("drop table tasks")).rejects.toMatchObject({ code: "statement_refused" });
    await expect(ask("select 1; select 2")).rejects.toMatchObject({ code: "statement_refused" });
    await expect(ask("select nothing from tasks")).rejects.toMatchObject({
      code: "invalid_input",
      message: /The database says: .*nothing/,
    });
    await expect(ask("update tasks set title = null")).rejects.toMatchObject({
      code: "invalid_input",
      message: /^The database says: [^\n]*title[^\n]*$/,
    });
  });

  it("a read-only workspace can be asked, though its own log cannot say so", async () => {
    const { slug } = await workspace("Only Read");
    await setTenantStatus(operator(), slug, "read_only");
    const sql = "select count(*) as n from projects";
    expect(await queryTenant(operator(), { tenant: slug, sql })).toMatchObject({ rows: [{ n: 1 }] });
    await expect(
      queryTenant(operator(), { tenant: slug, sql: "delete from tasks", write: true }),
    ).rejects.toThrow();
  });

  it("rows are added, changed and removed as the models say, and both logs show what changed", async () => {
    const { slug: tenant, db } = await workspace("Changed");
    const data = { name: "Urgent", color: "#aa3333" };
    expect(await insertRow(operator(), { tenant, table: "labels", data, dryRun: true })).toMatchObject({
      changed: 1,
      dryRun: true,
      row: data,
    });
    expect(await db.label.count()).toBe(0);
    const { row } = await insertRow(operator(), { tenant, table: "labels", data });
    const id = String(row?.id);
    await updateRow(operator(), { tenant, table: "Label", id, data: { name: "Calm" } });
    expect(await db.label.findMany()).toMatchObject([{ id, name: "Calm" }]);
    const task = await db.task.findFirstOrThrow();
    const changes = { due_date: "2026-12-24", completedAt: "2026-11-21T08:00:00+01:00", title: null };
    const bad = updateRow(operator(), { tenant, table: "tasks", id: task.id, data: changes });
    await expect(bad).rejects.toMatchObject({ code: "invalid_input" });
    await updateRow(operator(), {
      tenant,
      table: "tasks",
      id: task.id,
      data: { ...changes, title: "Mended" },
    });
    expect(await db.task.findUnique({ where: { id: task.id } })).toMatchObject({
      title: "Mended",
      dueDate: "2026-12-24",
      completedAt: new Date("2026-11-21T07:00:00Z"),
    });
    await deleteRow(operator(), { tenant, table: "labels", id });
    expect(await db.label.count()).toBe(0);

    const events = await db.auditEvent.findMany({
      where: { action: { startsWith: "data." } },
      orderBy: { seq: "asc" },
    });
    expect(events.map(({ action, resourceType }) => [action, resourceType])).toEqual([
      ["data.inserted", "label"],
      ["data.updated", "label"],
      ["data.updated", "task"],
      ["data.deleted", "label"],
    ]);
    expect(JSON.parse(events[1]?.changes ?? "")).toEqual({ name: { before: "Urgent", after: "Calm" } });
    const outside = JSON.stringify(await operatorEvents("tenant.data.updated"));
    expect(outside).toContain("tasks");
    expect(outside).not.toMatch(/Mended|Calm/);
  });

  it("many rows are added together, or none", async () => {
    const { slug: tenant, db } = await workspace("Many");
    const rows = Array.from({ length: 1200 }, (_, n) => ({ name: `Label ${n}`, color: "#336699" }));
    const wrong = [...rows.slice(0, 700), { name: 5, color: "#336699" }];
    await expect(insertRows(operator(), { tenant, table: "labels", rows: wrong })).rejects.toMatchObject({
      message: /Row 701: name/,
    });
    const twice = [...rows.slice(0, 700), rows[0] ?? {}];
    await expect(insertRows(operator(), { tenant, table: "labels", rows: twice })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect(await db.label.count()).toBe(0);
    expect(await insertRows(operator(), { tenant, table: "labels", rows })).toMatchObject({ changed: 1200 });
    expect(await db.label.count()).toBe(1200);
  });

  it.each([
    [{ table: "nothing", data: { a: 1 } }, /There are: .*tasks/],
    [{ table: "audit_log", data: { action: "x" } }, /no table audit_log to change/],
    [{ table: "labels", data: { nam: "x" } }, /nam: There is no such column/],
    [{ table: "labels", data: { name: 7 } }, /name: It has to be a text/],
    [{ table: "labels", data: { name: "x" } }, /color/],
    [{ table: "users", data: { name: "x", email: "x@y.com", role: "king" } }, /Choose a role/],
  ])("%j is refused", async ({ table, data }, message) => {
    const tenants = await operator().platform.tenancy.tenants.list({ limit: 1 });
    const change = { tenant: tenants[0]?.slug ?? "", table, data } as Parameters<typeof insertRow>[1];
    await expect(insertRow(operator(), change)).rejects.toMatchObject({ code: "invalid_input", message });
  });

  it("the last owner stays", async () => {
    const { slug: tenant, owner } = await workspace("Owned");
    const demote = { tenant, table: "users", id: owner.actor.userId ?? "", data: { role: "member" } };
    await expect(updateRow(operator(), demote)).rejects.toMatchObject({ code: "last_owner" });
    const email = "second@example.com";
    await insertRow(operator(), { tenant, table: "users", data: { name: "Second", email, role: "owner" } });
    expect(await updateRow(operator(), demote)).toMatchObject({ row: { role: "member" } });
  });
});
