import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { stream } from "../../test/bundle/places";
import { fill, logOf, one, openStage, say, stageOfFile } from "../../test/lifecycle/stage";
import { createMemoryLedger } from "../coordination/memory-ledger";
import { newTenantId } from "../ids";
import { tenantPath } from "../sqlite/files";
import { createMemoryKeys } from "../testing/memory-keys";

const keys = createMemoryKeys();
const key = Buffer.alloc(32, 7);
const { ground, stage, slug, filled } = await stageOfFile({ keys });

describe("delete", () => {
  it.each(one)(
    "archives a tenant in %s and leaves nothing of it anywhere, what a move kept included",
    async (at) => {
      const { id, slug: name } = await filled(at);
      const away = at === "rows" ? "schemas" : "rows2";
      await stage.tenancy.tenants.move(id, { to: away });
      const held = await stage.tenancy.connectById(id);
      await say(held, "last");
      await stage.tenancy.cache(id).set("key", "value", { ttlMs: 60_000 });
      const chunks: Buffer[] = [];
      const report = await stage.tenancy.tenants.delete(id, {
        async archive({ tenant, write }) {
          expect(tenant).toMatchObject({ id, status: "deleting" });
          const pipe = new PassThrough();
          pipe.on("data", (chunk: Buffer) => chunks.push(chunk));
          await write(pipe, { key });
        },
      });
      expect(report).toEqual({
        id,
        slug: name,
        archived: true,
        asked: ["files", "files2", "schemas", "schemas2", "rows", "rows2"],
        residue: [],
      });
      await expect(held.rows("SELECT 1")).rejects.toMatchObject({ code: "tenant_not_found" });
      for (const place of Object.values(stage.datasources)) expect(await place.residue(id)).toEqual([]);
      expect(await keys.list("")).not.toContainEqual(expect.stringContaining(id));
      expect(namesUnder(ground.dir)).not.toContainEqual(expect.stringContaining(id));
      const { tenant } = await stage.tenancy.tenants.restore(stream(Buffer.concat(chunks)), {
        as: slug(),
        key,
      });
      expect(await logOf(await stage.tenancy.connectById(tenant.id))).toEqual(["one", "two", "last"]);
    },
  );

  it.each(one)("of a tenant in %s whose archive fails leaves it as it was", async (at) => {
    const { id } = await filled(at);
    const held = await stage.tenancy.connectById(id);
    const archive = () => Promise.reject(new Error("no room"));
    await expect(stage.tenancy.tenants.delete(id, { archive })).rejects.toThrow("no room");
    await say(held, "after");
    expect(await stage.tenancy.tenants.getById(id)).toMatchObject({ status: "active" });
  });

  it("that failed on its way is finished by the next one, without another archive", async () => {
    let broken = true;
    const failing = openStage(ground, {
      keys,
      wrap: (datasource, name) => ({
        ...datasource,
        async destroy(id) {
          if (broken && name === "rows") throw new Error("server down");
          await datasource.destroy(id);
        },
      }),
    });
    try {
      const { id } = await failing.tenancy.tenants.create({ slug: slug(), prepare: fill });
      let archives = 0;
      const archive = async () => void archives++;
      await expect(failing.tenancy.tenants.delete(id, { archive })).rejects.toThrow("server down");
      expect(await failing.tenancy.tenants.getById(id)).toMatchObject({ status: "deleting" });
      broken = false;
      expect(await failing.tenancy.tenants.delete(id, { archive })).toMatchObject({ residue: [] });
      expect(archives).toBe(1);
    } finally {
      await failing.close();
    }
  });

  it.each(one)("takes along what a dead process put beside a tenant in %s to restore it", async (at) => {
    const ledger = createMemoryLedger();
    const coordination = { ledger, kind: "test", leaseMs: 2_000, heartbeatMs: 50, pollMs: 10 };
    let down = true;
    const { tenancy, datasources, close } = openStage(ground, {
      keys,
      coordination,
      wrap: (datasource) => ({
        ...datasource,
        async destroy(id) {
          if (down) throw new Error("server down");
          await datasource.destroy(id);
        },
      }),
    });
    try {
      const { id } = await tenancy.tenants.create({ slug: slug(), datasource: at, prepare: fill });
      const beside = newTenantId();
      await datasources[at].provision(beside);
      const state = JSON.stringify({ statusBefore: "active", own: { beside, datasource: at } });
      const restore = { id: "op", tenantId: id, kind: "restore", processId: "dead", step: "load", state };
      await ledger.begin(restore);

      await expect(tenancy.tenants.delete(id)).rejects.toThrow("server down");
      expect(await datasources[at].exists(beside)).toBe(true);
      down = false;
      await tenancy.tenants.delete(id);
      expect(await datasources[at].residue(beside)).toEqual([]);
      expect(await ledger.running()).toEqual([]);
    } finally {
      await close();
    }
  });

  it("says what is left when a place does not let go, and keeps the record until it does", async () => {
    let holding = true;
    const stubborn = openStage(ground, {
      keys,
      wrap: (datasource, name) => ({
        ...datasource,
        async destroy(id) {
          if (name !== "schemas" || !holding) await datasource.destroy(id);
        },
      }),
    });
    try {
      const { id } = await stubborn.tenancy.tenants.create({
        slug: slug(),
        datasource: "schemas",
        prepare: fill,
      });
      await expect(stubborn.tenancy.tenants.delete(id)).rejects.toMatchObject({
        code: "erasure_incomplete",
        message: expect.stringMatching(/schema t_[0-9a-f]{32} in datasource "schemas"/),
      });
      expect(await stubborn.tenancy.tenants.getById(id)).toMatchObject({ status: "deleting" });
      holding = false;
      await stubborn.tenancy.tenants.delete(id);
    } finally {
      await stubborn.close();
    }
  });
});

describe("vacuum", () => {
  it.each(one)("gives back what deleted rows took in %s", async (at) => {
    const { id } = await filled(at);
    const db = await stage.tenancy.connectById(id);
    for (let n = 0; n < 20; n++) await say(db, "x".repeat(20_000));
    await db.run(`DELETE FROM "a log" WHERE length("Said ""so""") > 10`);
    const { bytesBefore, bytesAfter } = await stage.tenancy.tenants.vacuum(id);
    if (at === "rows") expect([bytesBefore, bytesAfter]).toEqual([null, null]);
    else if (at === "files") {
      expect(bytesBefore).toBeGreaterThan(400_000);
      expect(bytesAfter).toBe(statSync(tenantPath(join(ground.dir, "files"), id)).size);
      expect(bytesAfter).toBeLessThan(100_000);
    } else expect(bytesAfter).toBeGreaterThan(0);
    await say(db, "after");
    expect(await logOf(db)).toEqual(["one", "two", "after"]);
  });
});

describe("rotateKey", () => {
  it("after a move from one folder to another changes the key there, and the old place still has its own", async () => {
    const { id } = await filled("files");
    await stage.tenancy.tenants.move(id, { to: "files2" });
    const before = readFileSync(tenantPath(join(ground.dir, "files2"), id));
    await stage.tenancy.tenants.rotateKey(id);
    expect(readFileSync(tenantPath(join(ground.dir, "files2"), id)).equals(before)).toBe(false);
    expect(existsSync(tenantPath(join(ground.dir, "files"), id))).toBe(true);
    await stage.tenancy.tenants.confirmMove(id);
    expect(await logOf(await stage.tenancy.connectById(id))).toEqual(["one", "two"]);
  });
});

function namesUnder(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" });
}
