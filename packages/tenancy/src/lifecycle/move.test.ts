import { describe, expect, it } from "vitest";
import { dump } from "../../test/bundle/places";
import { fill, logOf, type Name, names, one, openStage, say, stageOfFile } from "../../test/lifecycle/stage";
import { startWriters } from "../../test/lifecycle/writers";
import { createMemoryKeys } from "../testing/memory-keys";
import { createMemoryRegistry } from "../testing/memory-registry";

const { ground, stage, slug, filled } = await stageOfFile();

async function writeAt(name: Name, id: string): Promise<void> {
  const stray = await stage.datasources[name].open(id, { readOnly: false });
  try {
    await stray.executeRaw({ sql: "INSERT INTO people (id) VALUES ('stray')", args: [], argTypes: [] });
  } finally {
    await stray.dispose();
  }
}

const pairs = one.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));

describe("move", () => {
  it.each(pairs)(
    "takes a tenant from %s to %s, and keeps the old place until that is confirmed",
    async (from, to) => {
      const { tenants } = stage.tenancy;
      const { id } = await filled(from);
      const before = await dump(stage.datasources[from], id);
      const steps: string[] = [];
      const report = await tenants.move(
        id,
        { to },
        { onProgress: ({ step }) => steps.at(-1) !== step && steps.push(step) },
      );
      expect(report).toMatchObject({ from, to, kept: true, tables: 5, rows: 6 });
      expect(report.pauseMs).toBeGreaterThan(0);
      expect(report.tenant).toMatchObject({ id, status: "active", datasource: to });
      expect(steps).toEqual(["copy", "catch_up", "verify", "cut_over"]);
      expect(await dump(stage.datasources[to], id)).toEqual(before);
      const db = await stage.tenancy.connectById(id);
      await say(db, "moved");
      expect(await logOf(db)).toEqual(["one", "two", "moved"]);
      expect((await db.rows(`SELECT max(number) FROM "a log"`))[0]?.map(Number)).toEqual([4]);

      // Whoever still writes to the old place is refused by the place itself.
      await expect(writeAt(from, id)).rejects.toThrow();
      expect(await tenants.confirmMove(id)).toEqual([from]);
      expect(await stage.datasources[from].residue(id)).toEqual([]);
      expect(await logOf(db)).toEqual(["one", "two", "moved"]);
      expect(await tenants.confirmMove(id)).toEqual([]);
      await tenants.delete(id);
    },
  );

  it("keeps nothing when told so", async () => {
    const { id } = await filled("files");
    const cache = stage.tenancy.cache(id);
    await cache.set("place", "files", { ttlMs: 60_000 });
    expect(await cache.get("place")).toBe("files");
    const report = await stage.tenancy.tenants.move(id, { to: "files2" }, { keepOld: false });
    expect(report.kept).toBe(false);
    expect(await cache.get("place")).toBeUndefined();
    expect(await stage.datasources.files.residue(id)).toEqual([]);
    expect(await logOf(await stage.tenancy.connectById(id))).toEqual(["one", "two"]);
  });

  it.each(["read_only", "suspended"] as const)("leaves a %s tenant so, all the while", async (status) => {
    const { id } = await filled("rows");
    await stage.tenancy.tenants.setStatus(id, status);
    const seen = new Set<string | undefined>();
    const watch = async () => void seen.add((await stage.tenancy.tenants.getById(id))?.status);
    const pending: Array<Promise<void>> = [];
    const report = await stage.tenancy.tenants.move(
      id,
      { to: "schemas" },
      { onProgress: () => void pending.push(watch()) },
    );
    await Promise.all(pending);
    expect(report.tenant.status).toBe(status);
    if (status === "suspended") expect([...seen]).toEqual(["suspended"]);
    await stage.tenancy.tenants.delete(id);
  });

  it("brings a tenant of an older version forward first", async () => {
    const [registry, keys] = [createMemoryRegistry(), createMemoryKeys()];
    const older = openStage(ground, { versions: 1, registry, keys });
    const { id } = await older.tenancy.tenants.create({ slug: slug(), datasource: "schemas", prepare: fill });
    await older.close();
    const newer = openStage(ground, { registry, keys });
    try {
      await newer.tenancy.tenants.move(id, { to: "files" });
      const db = await newer.tenancy.connectById(id);
      expect(await db.rows("SELECT nick FROM people")).toEqual([[null], [null], [null]]);
    } finally {
      await newer.close();
    }
  });

  it.each([
    ["everything", 1e9],
    ["what differs", 0],
  ])(
    "goes round all models and servers under writers, %s written in the pause, and loses no acknowledged write",
    async (what, differencesFrom) => {
      const { id } = await filled("files");
      const writers = startWriters(stage.tenancy, id);
      const pauses: string[] = [];
      let at: Name = "files";
      for (const to of ["schemas", "rows2", "files"] as const) {
        await writers.more(20);
        const report = await stage.tenancy.tenants.move(id, { to }, { differencesFrom });
        pauses.push(`${at} → ${to} ${report.pauseMs?.toFixed(0)} ms`);
        await writers.more(5);
        expect(await stage.tenancy.tenants.confirmMove(id)).toEqual([at]);
        at = to;
      }
      await writers.more(20);
      await writers.stop();
      const said = await logOf(await stage.tenancy.connectById(id));
      expect(said.toSorted()).toEqual(["one", "two", ...writers.acknowledged].toSorted());
      console.log(
        `${what}, pauses: ${pauses.join(", ")}; longest between two writes: ${writers.longestPauseMs.toFixed(0)} ms`,
      );
    },
  );
});

describe("a move that fails", () => {
  it.each(["load", "verify", "snapshot"] as const)("at its %s leaves the tenant as it was", async (where) => {
    let breaking = true;
    const failing = openStage(ground, {
      wrap: (datasource, name) => {
        if (name !== "rows" && name !== "files") return datasource;
        let loads = 0;
        return {
          ...datasource,
          async snapshot(id) {
            if (breaking && where === "snapshot" && ++loads === 2) throw new Error("broken");
            return datasource.snapshot(id);
          },
          async load(id, options) {
            const loader = await datasource.load(id, options);
            if (!breaking || name !== "rows" || ++loads < 2) return loader;
            return {
              ...loader,
              async *rows(table: string) {
                if (where !== "verify" || table !== "a log") yield* loader.rows(table);
              },
              async commit() {
                if (where === "load") throw new Error("broken");
                await loader.commit();
              },
            };
          },
        };
      },
    });
    try {
      const { id } = await failing.tenancy.tenants.create({ slug: slug(), prepare: fill });
      const held = await failing.tenancy.connectById(id);
      const moving = failing.tenancy.tenants.move(id, { to: "rows" });
      await expect(moving).rejects.toThrow(where === "verify" ? /Table a log/ : "broken");
      expect(await failing.tenancy.tenants.getById(id)).toMatchObject({
        status: "active",
        datasource: "files",
      });
      expect(await failing.datasources.rows.residue(id)).toEqual([]);
      await say(held, "after");
      breaking = false;
      await failing.tenancy.tenants.move(id, { to: "rows" });
      expect(await logOf(await failing.tenancy.connectById(id))).toEqual(["one", "two", "after"]);
    } finally {
      await failing.close();
    }
  });
});
