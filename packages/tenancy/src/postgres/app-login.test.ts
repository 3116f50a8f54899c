import pg from "pg";
import { describe, expect, it } from "vitest";
import { rows, testDatabase } from "../../test/postgres/database";
import { ensureAppLogin } from "./app-login";
import { scramVerifier } from "./scram";
import { createPostgresServer } from "./server";

describe("the app's login", () => {
  it("may connect and nothing else", async () => {
    const { superUrl, appName, appUrl } = await testDatabase();
    const [attributes] = await rows(
      superUrl,
      "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolinherit, rolreplication, rolcanlogin from pg_roles where rolname = $1",
      [appName],
    );
    expect(attributes).toEqual([false, false, false, false, false, false, true]);
    for (const sql of [
      "create schema x",
      "create table public.x (id int)",
      "create temporary table x (id int)",
      "create role x",
    ]) {
      await expect(rows(appUrl, sql)).rejects.toThrow(/permission denied/);
    }
  });

  it("keeps a password that is known, and gets a new one when it is lost", async () => {
    const { ownerUrl, appUrl, appName } = await testDatabase();
    const password = decodeURIComponent(new URL(appUrl).password);
    expect(await ensureAppLogin({ ownerUrl, password })).toMatchObject({
      url: appUrl,
      name: appName,
      changed: false,
    });
    const renewed = await ensureAppLogin({ ownerUrl });
    expect(renewed.changed).toBe(true);
    expect(await rows(renewed.url, "select current_user")).toEqual([[appName]]);
    await expect(rows(appUrl, "select 1")).rejects.toThrow(/password authentication failed/);
    expect(await ensureAppLogin({ ownerUrl, password })).toMatchObject({ password, changed: true });
    expect(await rows(appUrl, "select 1")).toEqual([[1]]);
  });

  it("is made once by two starts at the same time", async () => {
    const { ownerUrl, name } = await testDatabase();
    const logins = await Promise.all(
      [1, 2].map(() => ensureAppLogin({ ownerUrl, name: `${name}_two`, password: "same" })),
    );
    for (const { url } of logins) expect(await rows(url, "select 1")).toEqual([[1]]);
  });

  it("is asked of someone else by name when the owner may not make it", async () => {
    const { superUrl, ownerUrl, name } = await testDatabase();
    await rows(superUrl, `alter role ${name}_owner nocreaterole`);
    const refused = ensureAppLogin({ ownerUrl, name: `${name}_new` });
    await expect(refused).rejects.toMatchObject({ code: "right_missing" });
    await expect(refused).rejects.toThrow(`ALTER ROLE "${name}_owner" CREATEROLE`);
    await expect(ensureAppLogin({ ownerUrl, name: "pg_mine" })).rejects.toMatchObject({
      code: "name_invalid",
    });
    await expect(ensureAppLogin({ ownerUrl, name: "a; drop" })).rejects.toMatchObject({
      code: "name_invalid",
    });
  });

  it("is refused when no policy would hold it", async () => {
    for (const attribute of ["superuser", "bypassrls"]) {
      const { superUrl, ownerUrl, appUrl, appName } = await testDatabase();
      await rows(superUrl, `alter role ${appName} ${attribute}`);
      const server = createPostgresServer({ ownerUrl, appUrl });
      await expect(server.ready()).rejects.toMatchObject({ code: "login_unsafe" });
      await server.close();
    }
  });

  it("is not made good by an owner who owns nothing, who is told what is missing", async () => {
    const { superUrl, ownerUrl, appUrl, name } = await testDatabase();
    await rows(superUrl, `alter database ${name} owner to postgres`);
    const server = createPostgresServer({ ownerUrl, appUrl });
    await expect(server.ready()).rejects.toMatchObject({ code: "right_missing" });
    await expect(server.ready()).rejects.toThrow(/ALTER DATABASE/);
    await server.close();
  });
});

describe("a password's verifier", () => {
  it("is one that the server takes for the password, which is in no statement", async () => {
    const { superUrl, appUrl, name } = await testDatabase();
    const password = "pa'ss \\ ü ﬁ";
    const verifier = scramVerifier(password);
    expect(verifier).not.toContain("pa'ss");
    await rows(superUrl, `create role ${name}_x login password '${verifier}'`);
    const url = new URL(appUrl);
    const client = new pg.Client({
      host: url.hostname,
      port: Number(url.port),
      database: name,
      user: `${name}_x`,
      password,
    });
    await client.connect();
    await client.end();
    expect(
      await rows(superUrl, "select rolpassword from pg_authid where rolname = $1", [`${name}_x`]),
    ).toEqual([[verifier]]);
  });

  it("depends on the salt as RFC 5802 says", () => {
    const salt = Buffer.from("0123456789abcdef");
    expect(scramVerifier("x", salt)).toBe(scramVerifier("x", salt));
    expect(scramVerifier("x")).not.toBe(scramVerifier("x"));
    expect(scramVerifier("x", salt)).toContain(`SCRAM-SHA-256$4096:${salt.toString("base64")}$`);
  });
});
