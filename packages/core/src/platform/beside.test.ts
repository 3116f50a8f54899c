import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../testing/boot-test-platform";
import { newPerson, password } from "../testing/people";
import { bootPlatform, logIn, openDataDir, openWorkspace, readEnv, signUp } from "./index";

/** A running server, and a way to run commands beside it. */
async function running() {
  const { dir, remove } = temporaryFolder();
  onTestFinished(remove);
  const server = await bootTestPlatform(dir);
  onTestFinished(() => server.close());
  const command = () =>
    bootPlatform(readEnv({}, dir), openDataDir(server.dir, "command"), {
      localUrl: "http://localhost:3000",
      log: () => {},
    });
  return { ...server, command };
}

it("a command suspends a workspace, and the running server refuses it at the next request and query", async () => {
  const { platform, command } = await running();
  const person = newPerson("Beside");
  const { tenant: slug } = await signUp(platform, person);
  const claim = await logIn(platform, { email: person.email, password });
  const enter = () => openWorkspace(platform, { accountId: claim?.accountId ?? "", slug, requestId: null });
  const { db, tenant } = await enter();
  expect(await db.project.count()).toBe(1);

  const beside = await command();
  expect(beside.report).toEqual({
    catalogMigrations: [],
    tenants: { total: 1, migrated: 0, failed: [] },
    finishedSignUps: 0,
  });
  await beside.platform.tenancy.tenants.setStatus(tenant.id, "suspended");
  await expect(db.project.count()).rejects.toMatchObject({ code: "tenant_suspended" });
  await expect(enter()).rejects.toMatchObject({ code: "workspace_suspended" });
  await beside.platform.tenancy.tenants.setStatus(tenant.id, "active");
  expect(await db.project.count()).toBe(1);
  expect(await (await beside.platform.tenancy.connect(slug)).project.count()).toBe(1);
  await beside.close();
  expect(await platform.catalog.serverProcess.findMany()).toMatchObject([{ kind: "serve" }]);
});

it("a command of another version than the running server is refused, and changes nothing", async () => {
  const { dir, command } = await running();
  const file = new Database(join(dir, "catalog.db"));
  onTestFinished(() => void file.close());
  const history = "_prisma_migrations";
  const newest = `(SELECT max(migration_name) FROM ${history})`;
  file.exec(`UPDATE ${history} SET rolled_back_at = 0 WHERE migration_name = ${newest}`);
  await expect(command()).rejects.toMatchObject({
    code: "migration_pending",
    message: /older version.*lacks/,
  });
  file.exec(`UPDATE ${history} SET rolled_back_at = NULL`);
  file.exec(
    `INSERT INTO ${history} (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
     VALUES ('x', 'x', 0, '29990101000000_newer', 0, 1)`,
  );
  await expect(command()).rejects.toMatchObject({
    code: "migration_ahead",
    message: /newer version.*29990101000000_newer/,
  });
  file.exec(`DELETE FROM ${history} WHERE id = 'x'`);
  await (await command()).close();
});
