import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { useTestPlatform } from "../../../testing/test-platform";
import { makeWorkspace } from "../../../testing/test-workspace";
import type { Operator } from "../operator";
import { exportTenantTo, restoreAs, restoreInto } from "./index";

const installation = useTestPlatform();
const operator = (): Operator => ({ platform: installation().platform, actor: "cli" });

it("a JSON backup is read by people, changed by hand, and comes back as a tenant", async () => {
  const { slug, db } = await makeWorkspace(operator().platform, "Written Down");
  const path = join(installation().dir, "..", "acme.json");
  const written = await exportTenantTo(operator(), slug, path, {
    format: "json",
    passphrase: "not for this",
  });
  expect(written).toMatchObject({ encrypted: false, rows: expect.any(Number) });
  const { tables } = JSON.parse(readFileSync(path, "utf8"));
  expect(tables.tasks).toHaveLength(await db.task.count());

  const restored = await restoreAs(operator(), { path, passphrase: "not for this" }, { as: "read_back" });
  expect(restored.rows).toBe(written.rows);
  const titles = { select: { title: true }, orderBy: { id: "asc" } } as const;
  const back = await operator().platform.tenancy.connect("read_back");
  expect(await back.task.findMany(titles)).toEqual(await db.task.findMany(titles));

  const [task] = tables.tasks;
  const mended = readFileSync(path, "utf8").replace(
    `"title":${JSON.stringify(task.title)}`,
    '"title":"By hand"',
  );
  writeFileSync(path, mended);
  await expect(restoreInto(operator(), { path }, { into: "read_back" })).rejects.toMatchObject({
    code: "invalid_input",
  });
  await restoreInto(operator(), { path }, { into: slug });
  expect(await db.task.count({ where: { title: "By hand" } })).toBe(1);
  writeFileSync(path, mended.slice(0, -40));
  await expect(restoreInto(operator(), { path }, { into: slug })).rejects.toMatchObject({
    code: expect.stringMatching(/^bundle_/),
  });
  expect(await db.task.count({ where: { title: "By hand" } })).toBe(1);
});
