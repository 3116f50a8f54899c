import { describe, expect, it } from "vitest";
import { dump } from "../../test/bundle/places";
import { fill, logOf, names, one, openStage, say, stageOfFile } from "../../test/lifecycle/stage";
import { startWriters } from "../../test/lifecycle/writers";
import { newTenantId } from "../ids";

const { ground, stage, slug, filled } = await stageOfFile();

const pairs = one.flatMap((from) => names.map((to) => [from, to] as const));

describe("copy", () => {
  it.each(pairs)("takes all data from %s to %s, into a tenant of its own", async (from, to) => {
    const source = await filled(from);
    const copy = await stage.tenancy.tenants.copy(source.id, {
      slug: slug(),
      datasource: to,
      async prepare(db) {
        expect(await logOf(db)).toEqual(["one", "two"]);
        await say(db, "prepared");
      },
    });
    expect(copy).toMatchObject({ status: "active", datasource: to });
    const [one, other] = [
      await stage.tenancy.connectById(source.id),
      await stage.tenancy.connectById(copy.id),
    ];
    await say(one, "source");
    await say(other, "copy");
    expect(await logOf(one)).toEqual(["one", "two", "source"]);
    expect(await logOf(other)).toEqual(["one", "two", "prepared", "copy"]);
    // A number that was given out and deleted is not given out again.
    expect((await other.rows(`SELECT max(number) FROM "a log"`))[0]?.map(Number)).toEqual([5]);
  });

  it.each(one)("takes the schema alone from %s", async (from) => {
    const source = await filled(from);
    const copy = await stage.tenancy.tenants.copy(source.id, { slug: slug(), data: false, datasource: from });
    expect(await logOf(await stage.tenancy.connectById(copy.id))).toEqual([]);
  });

  it.each(one)("of a tenant in %s that was never used is as empty", async (from) => {
    const source = await stage.tenancy.tenants.create({ slug: slug(), datasource: from });
    const copy = await stage.tenancy.tenants.copy(source.id, { slug: slug(), datasource: from });
    expect(await dump(stage.datasources[from], copy.id)).toEqual(
      await dump(stage.datasources[from], source.id),
    );
  });

  it("of a tenant that was never set up is as empty, and sets up nothing", async () => {
    const lazy = openStage(ground, { setUp: "lazy" });
    try {
      const id = newTenantId();
      await lazy.registry.insert({
        id,
        slug: slug(),
        status: "active",
        isolation: "database",
        datasource: "files",
      });
      const copy = await lazy.tenancy.tenants.copy(id, { slug: slug() });
      expect(await logOf(await lazy.tenancy.connectById(copy.id))).toEqual([]);
      expect(await lazy.datasources.files.exists(id)).toBe(false);
    } finally {
      await lazy.close();
    }
  });

  it.each(pairs.filter(([from, to]) => from === to))(
    "under open writers keeps every committed row (%s to %s)",
    async (from) => {
      const source = await filled(from);
      const writers = startWriters(stage.tenancy, source.id, 4);
      for (let round = 0; round < 5; round++) {
        await writers.more(20);
        const before = [...writers.acknowledged];
        const copy = await stage.tenancy.tenants.copy(source.id, { slug: slug(), datasource: from });
        const copied = await logOf(await stage.tenancy.connectById(copy.id));
        expect(before.filter((said) => !copied.includes(said))).toEqual([]);
        // Each writer's rows are there up to one, and none after it: a moment, not a mixture.
        for (let writer = 0; writer < 4; writer++) {
          const own = copied.filter((said) => said.startsWith(`w${writer}-`));
          expect(own).toEqual(own.map((_, n) => `w${writer}-${n}`));
        }
      }
      await writers.stop();
    },
  );

  it.each(one)("of a tenant in %s whose writers are fenced off can be written to", async (from) => {
    const source = await filled(from);
    await stage.datasources[from].fence(source.id);
    const copy = await stage.tenancy.tenants.copy(source.id, { slug: slug(), datasource: from });
    const [original, copied] = [
      await stage.tenancy.connectById(source.id),
      await stage.tenancy.connectById(copy.id),
    ];
    await say(copied, "copy");
    expect(await logOf(copied)).toEqual(["one", "two", "copy"]);
    await expect(say(original, "source")).rejects.toThrow(/tenant fenced/);
    await stage.datasources[from].unfence(source.id);
    expect(await logOf(original)).toEqual(["one", "two"]);
  });

  it("may be made of one template many times at once", async () => {
    const source = await filled("files");
    const copies = await Promise.all(
      Array.from({ length: 8 }, () => stage.tenancy.tenants.copy(source.id, { slug: slug() })),
    );
    for (const { id } of copies)
      expect(await logOf(await stage.tenancy.connectById(id))).toEqual(["one", "two"]);
  });
});

describe("a copy that fails", () => {
  it.each(pairs)(
    "from %s to %s leaves no half-made tenant listed, and nothing in the way",
    async (from, to) => {
      const source = await filled(from);
      const before = await stage.tenancy.tenants.list();
      const [name, id] = [slug(), newTenantId()];
      const options = { slug: name, id, datasource: to };
      const failing = stage.tenancy.tenants.copy(source.id, {
        ...options,
        prepare: async () => {
          throw new Error("no more");
        },
      });
      await expect(failing).rejects.toThrow("no more");
      expect(await stage.tenancy.tenants.list()).toEqual(before);
      expect(await stage.datasources[to].residue(id)).toEqual([]);
      await stage.tenancy.tenants.copy(source.id, options);
      expect(await logOf(await stage.tenancy.connectById(id))).toEqual(["one", "two"]);
    },
  );

  it("midway leaves nothing either", async () => {
    const failing = openStage(ground, {
      wrap: (datasource, name) => {
        if (name !== "rows") return datasource;
        return {
          ...datasource,
          async load(tenantId, options) {
            const loader = await datasource.load(tenantId, options);
            return {
              ...loader,
              rows: loader.rows.bind(loader),
              begin: async (table, counters) => {
                if (table === "a log") throw new Error("disk full");
                await loader.begin(table, counters);
              },
            };
          },
        };
      },
    });
    try {
      const source = await failing.tenancy.tenants.create({ slug: slug(), prepare: fill });
      const id = newTenantId();
      const copying = failing.tenancy.tenants.copy(source.id, { slug: slug(), id, datasource: "rows" });
      await expect(copying).rejects.toThrow("disk full");
      expect(await failing.tenancy.tenants.list()).toHaveLength(1);
      expect(await failing.datasources.rows.residue(id)).toEqual([]);
    } finally {
      await failing.close();
    }
  });
});
