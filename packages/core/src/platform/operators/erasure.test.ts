import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { runSql, urlAs } from "../../testing/postgres-server";
import { storeVariables } from "../../testing/test-store";
import { makeWorkspace } from "../../testing/test-workspace";
import {
  backupTenant,
  confirmMove,
  deleteTenant,
  insertRow,
  moveTenant,
  type Operator,
  queryTenant,
  renameTenant,
  restoreInto,
  rotateKey,
  setTenantStatus,
} from "./index";

/** What only the erased tenant ever held, in every place where text can be. */
const planted = {
  company: "Zwetschgenhof",
  slug: "zwetschgenhof",
  renamed: "quittenhain",
  title: "planted-title-8c1f",
  description: "planted-description-55ab",
  comment: "planted-comment-90fe",
  label: "planted-label-713d",
  project: "planted-project-e2b4",
  member: "planted-member-04aa",
  query: "planted-query-ff31",
};

// The names rest, so that old links do not lead to strangers; the operators' logs keep the opaque id.
const slugMayBeIn = new Set(["released_slugs"]);
const idMayBeIn = new Set([
  "released_slugs",
  "operator_events",
  "tenant_operations",
  "job_runs",
  "migration_run_tenants",
]);

const models = ["database", "schema", ...(process.env.ACRE_TEST_FULL ? (["row"] as const) : [])] as const;

it.each(models)(
  "nothing of an erased tenant is found on any disk or server, where it lived as %s",
  async (isolation) => {
    const folder = temporaryFolder();
    onTestFinished(folder.remove);
    const variables = await storeVariables(isolation);
    const { platform, dir, close } = await bootTestPlatform(folder.dir, variables);
    const operator: Operator = { platform, actor: "cli" };
    const staying = await makeWorkspace(platform, "Stays Behind");
    await staying.db.task.updateMany({ data: { title: "somebody else's" } });
    const id = await liveThrough(operator, isolation);
    const keys = (await platform.catalog.tenantKey.findMany({ where: { placeId: { contains: id } } })).map(
      ({ wrapped }) => wrapped,
    );
    const backups = await platform.catalog.backup.findMany({ where: { tenantId: id } });
    expect(backups.length).toBeGreaterThan(0);
    const needles = [...Object.values(planted), ...keys, ...backups.map(({ wrappedKey }) => wrappedKey)];
    // It bites: what is looked for is there before, as far as it is not encrypted.
    const before = [
      ...(await onServer(variables.DATABASE_URL, [...needles, id])),
      ...inTables(dir, [...needles, id]),
    ];
    expect(before.length).toBeGreaterThan(0);

    const { residue } = await deleteTenant(operator, planted.renamed, { archive: false });
    expect(residue).toEqual([]);
    const live = inFiles([dir, `${dir}-backups`], Object.values(planted));
    await close();

    const allowed = ({ table, needle }: Found) =>
      (needle === id && idMayBeIn.has(table)) ||
      ((needle === planted.slug || needle === planted.renamed) && slugMayBeIn.has(table));
    const rows = [
      ...(await onServer(variables.DATABASE_URL, [...needles, id])),
      ...inTables(dir, [...needles, id]),
    ];
    expect(rows.filter((found) => !allowed(found))).toEqual([]);
    const resting = [planted.slug, planted.renamed];
    const inBytes = inFiles([dir, `${dir}-backups`], needles);
    expect(inBytes.filter(({ needle }) => !resting.includes(needle))).toEqual([]);
    expect(live.filter(({ needle }) => !resting.includes(needle))).toEqual([]);
  },
  120_000,
);

/** Everything that an operator and its people do to a tenant, and leaves something behind if it can. */
async function liveThrough(operator: Operator, isolation: string): Promise<string> {
  const { platform } = operator;
  const { slug, db, owner, projectId } = await makeWorkspace(platform, planted.company);
  expect(slug).toBe(planted.slug);
  const { id } = owner.tenant;
  const task = await db.task.findFirstOrThrow();
  await db.task.update({
    where: { id: task.id },
    data: { title: planted.title, description: planted.description },
  });
  await db.project.update({ where: { id: projectId }, data: { name: planted.project } });
  await db.user.create({
    data: { email: `${planted.member}@example.com`, name: planted.member, role: "member" },
  });
  await db.comment.create({
    data: { taskId: task.id, authorId: owner.actor.userId ?? "", body: planted.comment },
  });
  await insertRow(operator, {
    tenant: slug,
    table: "labels",
    data: { name: planted.label, color: "#aa3333" },
  });
  await queryTenant(operator, { tenant: slug, sql: `select '${planted.query}' as found` });
  const refused = insertRow(operator, {
    tenant: slug,
    table: "labels",
    data: { name: planted.label, color: "x" },
  });
  await expect(refused).rejects.toThrow();
  const backup = await backupTenant(operator, slug);
  await renameTenant(operator, slug, planted.renamed);
  await restoreInto(operator, { backup: backup.id }, { into: planted.renamed });
  if (isolation === "database") await rotateKey(operator, planted.renamed);
  else {
    await moveTenant(operator, planted.renamed, { isolation: isolation === "row" ? "schema" : "row" });
    await confirmMove(operator, planted.renamed);
    // Its old place is kept.
    await moveTenant(operator, planted.renamed, { to: "files" });
  }
  await setTenantStatus(operator, planted.renamed, "suspended");
  return id;
}

interface Found {
  table: string;
  needle: string;
}

/** What is in any row of any table of any schema, and in their names. */
async function onServer(url: string | undefined, needles: readonly string[]): Promise<Found[]> {
  if (url === undefined) return [];
  const asSuper = urlAs(new URL(url).pathname.slice(1));
  const tables = await runSql(
    asSuper,
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'`,
  );
  const found: Found[] = [];
  for (const { schema, name } of tables) {
    const rows = await runSql(asSuper, `SELECT t::text AS row FROM "${schema}"."${name}" t`);
    const text = `${schema}.${name} ${JSON.stringify(rows)}`;
    // Schemas are named after the id without its dashes.
    for (const needle of needles)
      if (text.includes(needle) || text.includes(needle.replaceAll("-", "")))
        found.push({ table: String(name), needle });
  }
  return found;
}

/** What is in any row of the catalog, where that is a file. */
function inTables(dir: string, needles: readonly string[]): Found[] {
  const path = join(dir, "catalog.db");
  if (!existsSync(path)) return [];
  const db = new Database(path, { readonly: true });
  try {
    const tables = db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all();
    return tables.flatMap(({ name }) => {
      const text = JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all());
      return needles.filter((needle) => text.includes(needle)).map((needle) => ({ table: name, needle }));
    });
  } finally {
    db.close();
  }
}

/** What is in the bytes of any file, free pages and logs included, or in its name. */
function inFiles(folders: readonly string[], needles: readonly string[]): { file: string; needle: string }[] {
  return folders.flatMap((folder) => {
    if (!existsSync(folder)) return [];
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
      join(folder, name),
    );
    return files
      .filter((file) => statSync(file).isFile())
      .flatMap((file) => {
        const bytes = readFileSync(file);
        return needles
          .filter((needle) => bytes.includes(needle) || file.includes(needle))
          .map((needle) => ({ file, needle }));
      });
  });
}
