import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { dump, stream } from "../../test/bundle/places";
import { type Db, fill, logOf, names, one, openStage, say, stageOfFile } from "../../test/lifecycle/stage";
import { startWriters } from "../../test/lifecycle/writers";
import type { Tenancy } from "../index";
import { createMemoryKeys } from "../testing/memory-keys";
import { createMemoryRegistry } from "../testing/memory-registry";

const { ground, stage, slug, filled } = await stageOfFile();

// A passphrase would do as well, and take longer.
const secret = { key: Buffer.alloc(32, 7) };

async function backupOf(tenancy: Tenancy<Db>, id: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const target = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await tenancy.tenants.backup(id, target, secret);
  return Buffer.concat(chunks);
}

const pairs = one.flatMap((from) => names.map((to) => [from, to] as const));

describe("restore", () => {
  it.each(pairs)("takes a backup of one in %s to a new one in %s", async (from, to) => {
    const { id } = await filled(from);
    const bundle = await backupOf(stage.tenancy, id);
    const { tenant, manifest } = await stage.tenancy.tenants.restore(stream(bundle), {
      as: slug(),
      datasource: to,
      ...secret,
    });
    expect(tenant).toMatchObject({ status: "active", datasource: to });
    expect(manifest.tenant.id).toBe(id);
    expect(await dump(stage.datasources[to], tenant.id)).toEqual(await dump(stage.datasources[from], id));
  });

  it.each(pairs.filter(([from, to]) => from === "files" || from === to))(
    "puts a backup of one in %s back into a tenant in %s",
    async (from, to) => {
      const source = await filled(from);
      const bundle = await backupOf(stage.tenancy, source.id);
      const { id } = await filled(to);
      const held = await stage.tenancy.connectById(id);
      await say(held, "later");
      const report = await stage.tenancy.tenants.restore(stream(bundle), { into: id, ...secret });
      expect(report.tenant).toMatchObject({ id, status: "active", datasource: to });
      expect(await logOf(held)).toEqual(["one", "two"]);
      await say(held, "after");
      expect(await stage.datasources[to].residue(id)).not.toEqual([]);
    },
  );

  it.each(one)("prepares what it puts in place in %s, while the tenant has what it had", async (to) => {
    const { id } = await filled(to);
    const bundle = await backupOf(stage.tenancy, id);
    const db = await stage.tenancy.connectById(id);
    await say(db, "later");
    const prepare = async (beside: Db) => {
      expect(await logOf(beside)).toEqual(["one", "two"]);
      expect(await logOf(db)).toEqual(["one", "two", "later"]);
      await say(beside, "prepared");
    };
    await stage.tenancy.tenants.restore(stream(bundle), { into: id, prepare, ...secret });
    expect(await logOf(db)).toEqual(["one", "two", "prepared"]);

    const failing = async (beside: Db) => {
      await say(beside, "in vain");
      throw new Error("not prepared");
    };
    const restoring = stage.tenancy.tenants.restore(stream(bundle), {
      into: id,
      prepare: failing,
      ...secret,
    });
    await expect(restoring).rejects.toThrow("not prepared");
    expect(await logOf(db)).toEqual(["one", "two", "prepared"]);
  });

  it.each(one)("of an older version comes forward on its way, into %s too", async (to) => {
    const [registry, keys] = [createMemoryRegistry(), createMemoryKeys()];
    const older = openStage(ground, { versions: 1, registry, keys });
    const old = await older.tenancy.tenants.create({ slug: slug(), prepare: fill });
    const bundle = await backupOf(older.tenancy, old.id);
    await older.close();
    const { tenant } = await stage.tenancy.tenants.restore(stream(bundle), {
      as: slug(),
      datasource: to,
      ...secret,
    });
    const db = await stage.tenancy.connectById(tenant.id);
    await db.run("UPDATE people SET nick = 'x'");
    await stage.tenancy.tenants.restore(stream(bundle), { into: tenant.id, ...secret });
    expect(await db.rows("SELECT nick FROM people")).toEqual([[null], [null], [null]]);
  });

  it.each(one)("that fails leaves a tenant in %s as it was, and none where there was none", async (to) => {
    const { id } = await filled(to);
    const bundle = await backupOf(stage.tenancy, id);
    const db = await stage.tenancy.connectById(id);
    await say(db, "later");
    const before = await stage.tenancy.tenants.list();
    const truncated = () => stream(bundle.subarray(0, bundle.length - 20));
    for (const target of [{ into: id }, { as: slug(), datasource: to }]) {
      const restoring = stage.tenancy.tenants.restore(truncated(), { ...target, ...secret });
      await expect(restoring).rejects.toMatchObject({ code: "bundle_truncated" });
    }
    expect(await stage.tenancy.tenants.list()).toEqual(before);
    await say(db, "after");
    expect(await logOf(db)).toEqual(["one", "two", "later", "after"]);
  });

  it.each(one)("into %s that fails in its last step leaves the old data", async (to) => {
    const { id } = await filled(to);
    const bundle = await backupOf(stage.tenancy, id);
    let beside = "";
    const failing = openStage(ground, {
      registry: stage.registry,
      wrap: (datasource) => ({
        ...stage.datasources[to],
        schemaVersion: datasource.schemaVersion,
        async load(tenantId, options) {
          const loader = await stage.datasources[to].load(tenantId, options);
          if (tenantId === id)
            return {
              ...loader,
              rows: loader.rows.bind(loader),
              commit: () => Promise.reject(new Error("broken")),
            };
          beside = tenantId;
          return loader;
        },
      }),
    });
    const db = await stage.tenancy.connectById(id);
    await say(db, "later");
    await stage.tenancy.closeTenant(id);
    const restoring = failing.tenancy.tenants.restore(stream(bundle), { into: id, ...secret });
    await expect(restoring).rejects.toThrow("broken");
    expect(await logOf(db)).toEqual(["one", "two", "later"]);
    expect(await stage.datasources[to].residue(beside)).toEqual([]);
    await failing.tenancy.tenants.restore(stream(bundle), { as: slug(), ...secret });
  });

  it.each(one)("into %s under writers gives the backup, and then what they write", async (to) => {
    const { id } = await filled(to);
    const bundle = await backupOf(stage.tenancy, id);
    const writers = startWriters(stage.tenancy, id);
    await writers.more(10);
    await stage.tenancy.tenants.restore(stream(bundle), { into: id, ...secret });
    await writers.more(10);
    await writers.stop();
    const said = await logOf(await stage.tenancy.connectById(id));
    expect(said.slice(0, 2)).toEqual(["one", "two"]);
    // What came after is the end of what was acknowledged, without a gap.
    for (const writer of [0, 1]) {
      const own = (list: readonly string[]) => list.filter((entry) => entry.startsWith(`w${writer}-`));
      expect(own(said)).toEqual(
        own(writers.acknowledged).slice(-own(said).length || Number.POSITIVE_INFINITY),
      );
    }
  });
});
