import { createDatabase, runSql } from "@acre/core/testing/postgres";
import { startPostgres } from "@acre/tenancy/testing/postgres";
import { expect, it, onTestFinished } from "vitest";
import { temporaryInstallation } from "../../testing/acre";

it("a tenant moves to a second server that was added, which is drained and not removed under it", async () => {
  const second = await startPostgres();
  onTestFinished(() => second.stop());
  await runSql(second.url, "CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'owner'");
  await runSql(second.url, "CREATE DATABASE more OWNER keeper");
  const url = new URL(second.url);
  Object.assign(url, { username: "keeper", password: "owner", pathname: "more" });
  const { acre, remove } = temporaryInstallation({ DATABASE_URL: (await createDatabase()).ownerUrl });
  onTestFinished(remove);
  async function told(...command: string[]) {
    const { code, stdout, stderr } = await acre(...command, "--json");
    expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
    return JSON.parse(stdout);
  }

  await told("tenant", "create", "acme_corp");
  expect(await acre.with({ ACRE_SERVER_URL: url.href }, "datasource", "add", "pg2")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("tenants are apart on it"),
  });
  expect(await told("tenant", "move", "acme_corp", "--to", "pg2", "--isolation", "schema")).toMatchObject({
    from: "schemas",
    to: "pg2",
    tenant: { datasource: "pg2", status: "active" },
  });
  expect(await told("datasource", "drain", "pg2")).toMatchObject({ draining: true, tenants: 1 });
  expect(await told("tenant", "create", "fewest", "--placement", "least-tenants")).toMatchObject({
    datasource: "schemas",
  });
  expect(await acre("datasource", "remove", "pg2")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("pg2 has 1 tenants (acme_corp)"),
  });
}, 120_000);
