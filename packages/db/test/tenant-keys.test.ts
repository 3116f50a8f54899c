import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMasterKey, type MasterKeys, type TenantKeys } from "@acre/tenancy";
import { createMemoryKeys } from "@acre/tenancy/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { assertWrappedByCurrent, rewrapKeys } from "../src/rewrap-keys";
import { openCatalogFile } from "../src/store/catalog";
import { createTenantKeys } from "../src/tenant-keys";

const [oldMaster, newMaster] = [createMasterKey(randomBytes(32)), createMasterKey(randomBytes(32))];
const before: MasterKeys = { current: oldMaster, previous: [] };
const after: MasterKeys = { current: newMaster, previous: [oldMaster] };

async function openCatalog() {
  const dir = mkdtempSync(join(tmpdir(), "acre-keys-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const path = join(dir, "catalog.db");
  const { catalog, close } = await openCatalogFile(path);
  onTestFinished(close);
  return { catalog, path };
}

const stores: Record<string, () => Promise<TenantKeys>> = {
  "in the catalog": async () => createTenantKeys((await openCatalog()).catalog, before),
  "in memory": async () => createMemoryKeys(),
};

for (const [where, open] of Object.entries(stores)) {
  describe(`keys ${where}`, () => {
    it("are made once for a place, however many ask", async () => {
      const keys = await open();
      expect(await keys.get("a")).toBeNull();
      const made = await Promise.all(Array.from({ length: 8 }, () => keys.create("a")));
      expect(new Set(made.map((key) => key.toString("hex"))).size).toBe(1);
      expect(made[0]).toHaveLength(32);
      expect(await keys.get("a")).toEqual({ current: made[0], next: null });
      expect(await keys.create("b")).not.toEqual(made[0]);
    });

    it("rotate in two steps, of which each may be repeated", async () => {
      const keys = await open();
      const first = await keys.create("a");
      const begun = await keys.beginRotation("a");
      expect(begun.current).toEqual(first);
      expect(await keys.beginRotation("a")).toEqual(begun);
      expect(await keys.get("a")).toEqual(begun);
      await keys.finishRotation("a", randomBytes(32));
      expect(await keys.get("a")).toEqual(begun);
      for (let n = 0; n < 2; n += 1) await keys.finishRotation("a", begun.next);
      expect(await keys.get("a")).toEqual({ current: begun.next, next: null });
    });

    it("say of a place that is still plain that it is", async () => {
      const keys = await open();
      const { current, next } = await keys.beginRotation("a");
      expect(current).toBeNull();
      expect(await keys.get("a")).toEqual({ current: null, next });
      await keys.finishRotation("a", next);
      expect(await keys.get("a")).toEqual({ current: next, next: null });
    });

    it.each(["read", "known"])(
      "go to one of several places that claim one, and never over another key: %s",
      async (how) => {
        const keys = await open();
        const key = await keys.create("stock-1");
        const known = how === "known" ? key : undefined;
        const claims = await Promise.all(["a", "b", "c"].map((to) => keys.reassign("stock-1", to, known)));
        expect(claims.filter(Boolean)).toHaveLength(1);
        const winner = ["a", "b", "c"][claims.indexOf(true)] ?? "";
        expect(await keys.get(winner)).toEqual({ current: key, next: null });
        expect(await keys.get("stock-1")).toBeNull();
        const second = await keys.create("stock-2");
        expect(await keys.reassign("stock-2", winner, known && second)).toBe(false);
        expect(await keys.list("stock-")).toEqual(["stock-2"]);
        await keys.remove(winner);
        await keys.remove(winner);
        expect(await keys.get(winner)).toBeNull();
      },
    );
  });
}

describe("keys in the catalog", () => {
  it("are nowhere in its file, and open for no other place's row", async () => {
    const { catalog, path } = await openCatalog();
    const keys = createTenantKeys(catalog, before);
    const key = await keys.create("a");
    await keys.create("b");
    for (const suffix of ["", "-wal"]) {
      const bytes = readFileSync(path + suffix);
      for (const spelled of [key, key.toString("hex"), key.toString("base64")])
        expect(bytes.includes(spelled)).toBe(false);
    }
    const row = await catalog.tenantKey.findUniqueOrThrow({ where: { placeId: "a" } });
    await catalog.tenantKey.update({ where: { placeId: "b" }, data: { wrapped: row.wrapped } });
    await expect(keys.get("b")).rejects.toMatchObject({ code: "key_unreadable" });
  });

  it("are wrapped by the new master key, with either accepted until all are", async () => {
    const { catalog } = await openCatalog();
    const old = createTenantKeys(catalog, before);
    const made = new Map<string, Buffer>();
    for (let n = 0; n < 20; n += 1) made.set(`p${n}`, await old.create(`p${n}`));
    await old.beginRotation("p3");
    await old.beginRotation("plain");
    // Interrupted in the middle, by whatever.
    const interrupted = rewrapKeys(catalog, after, (done) => {
      if (done === 7) throw new Error("killed");
    });
    await expect(interrupted).rejects.toThrow("killed");
    await expect(assertWrappedByCurrent(catalog, after)).rejects.toMatchObject({
      code: "master_key_unknown",
    });
    const both = createTenantKeys(catalog, after);
    for (const [place, key] of made) expect((await both.get(place))?.current).toEqual(key);
    const rotated = await both.beginRotation("p19");
    expect(await rewrapKeys(catalog, after)).toBe(13);
    expect(await rewrapKeys(catalog, after)).toBe(0);
    await assertWrappedByCurrent(catalog, after);
    const alone = createTenantKeys(catalog, { current: newMaster, previous: [] });
    for (const [place, key] of made) expect((await alone.get(place))?.current).toEqual(key);
    expect((await alone.get("p19"))?.next).toEqual(rotated.next);
    expect((await alone.get("plain"))?.current).toBeNull();
    await expect(old.get("p0")).rejects.toMatchObject({
      code: "master_key_unknown",
      message: expect.stringContaining(newMaster.id),
    });
  });

  it("stay as they are when a master key is missing", async () => {
    const { catalog } = await openCatalog();
    await createTenantKeys(catalog, before).create("a");
    const rows = await catalog.tenantKey.findMany();
    const lost: MasterKeys = { current: newMaster, previous: [] };
    await expect(rewrapKeys(catalog, lost)).rejects.toMatchObject({
      code: "master_key_unknown",
      message: expect.stringContaining(oldMaster.id),
    });
    expect(await catalog.tenantKey.findMany()).toEqual(rows);
  });
});
