import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createMasterKey,
  createPostgresServer,
  ensureAppLogin,
  isTenancyError,
  type NewTenantRecord,
  newTenantId,
  type Registry,
} from "@acre/tenancy";
import { createMemoryRegistry } from "@acre/tenancy/testing";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLedger } from "../src/ledger";
import { createRegistry } from "../src/registry";
import { type CatalogDb, openCatalogFile } from "../src/store/catalog";
import { openCatalogSchema } from "../src/store/catalog-schema";
import { createTenantKeys } from "../src/tenant-keys";
import { createDatabase } from "./postgres-server";

/** A catalog in a file of its own, and that file. */
async function inFile() {
  const dir = mkdtempSync(join(tmpdir(), "acre-db-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const path = join(dir, "catalog.db");
  const { catalog, close } = await openCatalogFile(path);
  onTestFinished(close);
  return { catalog, path };
}

async function onServer(): Promise<CatalogDb> {
  const ownerUrl = await createDatabase();
  const { url: appUrl } = await ensureAppLogin({ ownerUrl });
  const { catalog, close } = await openCatalogSchema(createPostgresServer({ ownerUrl, appUrl }));
  onTestFinished(close);
  return catalog;
}

const catalogs: Record<string, () => Promise<CatalogDb>> = {
  "in a file": async () => (await inFile()).catalog,
  "on a server": onServer,
};

/** Adds a tenant in a transaction with something else. */
function inTransaction(catalog: CatalogDb): Registry {
  const keys = createTenantKeys(catalog, { current: createMasterKey(Buffer.alloc(32, 7)), previous: [] });
  const registry = createRegistry(catalog, keys);
  return { ...registry, insert: (fields) => registry.insert(fields, { reserve: async () => {} }) };
}

const registries: Record<string, () => Promise<Registry>> = {
  "in a file": async () => createRegistry((await inFile()).catalog),
  "in a file, with keys": async () => inTransaction((await inFile()).catalog),
  "on a server": async () => createRegistry(await onServer()),
  "in memory": async () => createMemoryRegistry(),
};

function record(slug: string, more: Partial<NewTenantRecord> = {}): NewTenantRecord {
  return { id: newTenantId(), slug, status: "active", isolation: "database", datasource: "files", ...more };
}

async function codeOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => {
      if (isTenancyError(error)) return error.code;
      throw error;
    },
  );
}

for (const [where, open] of Object.entries(registries)) {
  describe(`a registry ${where}`, () => {
    it("counts tenants by their datasource, in whatever status", async () => {
      const registry = await open();
      expect(await registry.load()).toEqual(new Map());
      await registry.insert(record("aa"));
      await registry.insert(record("bb", { status: "suspended" }));
      await registry.insert(record("cc", { status: "provisioning", datasource: "east" }));
      expect(await registry.load()).toEqual(
        new Map([
          ["files", 2],
          ["east", 1],
        ]),
      );
    });

    it("finds what was inserted, by slug and by id, and nothing else", async () => {
      const registry = await open();
      const acme = record("acme", { status: "provisioning" });
      const before = Date.now();
      const inserted = await registry.insert(acme);
      expect(inserted).toMatchObject({ ...acme, schemaVersion: null });
      for (const instant of [inserted.createdAt, inserted.updatedAt]) {
        expect(Math.abs(instant.getTime() - before)).toBeLessThan(60_000);
      }
      expect(await registry.findBySlug("acme")).toEqual(inserted);
      expect(await registry.findById(acme.id)).toEqual(inserted);
      for (const slug of ["ACME", "acm", "", "acme_2", "acme'--", "%"]) {
        expect(await registry.findBySlug(slug), slug).toBeNull();
      }
      for (const id of [newTenantId(), acme.id.toUpperCase(), ""]) {
        expect(await registry.findById(id), id).toBeNull();
      }
    });

    it("finds all of what it takes to open a tenant as it finds its record", async () => {
      const registry = await open();
      const { findToOpen } = registry;
      if (findToOpen === undefined) return expect(where).toBe("in memory");
      const { id } = await registry.insert(record("acme", { isolation: "row", datasource: "rows" }));
      await registry.update(
        id,
        { status: "read_only", schemaVersion: "20260101000000" },
        { raiseEpoch: true },
      );
      const opening = await findToOpen(id);
      expect(opening?.record).toEqual(await registry.findById(id));
      expect(opening?.record).toMatchObject({ status: "read_only", epoch: 1 });
      expect(opening?.draining).toBe(false);
      for (const nobody of [newTenantId(), ""]) expect(await findToOpen(nobody)).toBeNull();
    });

    it("refuses a slug or an id that is taken, and keeps the first", async () => {
      const registry = await open();
      const acme = await registry.insert(record("acme"));
      expect(await codeOf(registry.insert(record("acme")))).toBe("slug_taken");
      expect(await codeOf(registry.insert(record("other", { id: acme.id })))).toBe("tenant_id_taken");
      expect(await registry.list()).toEqual([acme]);
    });

    it("of many at once for one slug lets one win", async () => {
      const registry = await open();
      const codes = await Promise.all(
        Array.from({ length: 20 }, () => codeOf(registry.insert(record("wanted")))),
      );
      expect(codes.filter((code) => code === null)).toHaveLength(1);
      expect(codes.filter((code) => code === "slug_taken")).toHaveLength(19);
      expect(await registry.list()).toHaveLength(1);
    });

    it("changes what the patch names, and the rest stays", async () => {
      const registry = await open();
      const acme = await registry.insert(record("acme", { status: "provisioning" }));
      const other = await registry.insert(record("other"));
      const patches = [
        { status: "active" },
        { slug: "acme_2" },
        { schemaVersion: "v1" },
        { schemaVersion: null },
        { datasource: "pg", isolation: "schema" },
        { status: "read_only", slug: "acme_3" },
        {},
      ] as const;
      let expected = acme;
      for (const patch of patches) {
        const updated = await registry.update(acme.id, patch);
        expected = { ...expected, ...patch, updatedAt: updated.updatedAt };
        expect(updated).toEqual(expected);
        expect(await registry.findById(acme.id)).toEqual(expected);
      }
      expect(await registry.findBySlug("acme")).toBeNull();
      expect(await registry.findById(other.id)).toEqual(other);
    });

    it("raises the epoch where it is told to, and changes nothing in another one than it is told", async () => {
      const registry = await open();
      const acme = await registry.insert(record("acme"));
      expect(acme.epoch).toBe(0);
      expect((await registry.update(acme.id, { slug: "acme_2" })).epoch).toBe(0);
      const moved = await registry.update(acme.id, { status: "moving" }, { raiseEpoch: true, ifEpoch: 0 });
      expect(moved).toMatchObject({ epoch: 1, status: "moving" });
      expect(await codeOf(registry.update(acme.id, { status: "active" }, { ifEpoch: 0 }))).toBe("lease_lost");
      expect(await codeOf(registry.update(newTenantId(), {}, { ifEpoch: 0 }))).toBe("tenant_not_found");
      expect(await registry.findById(acme.id)).toEqual(moved);
      const at = await Promise.all(
        Array.from({ length: 8 }, () =>
          codeOf(registry.update(acme.id, { status: "active" }, { raiseEpoch: true, ifEpoch: 1 })),
        ),
      );
      expect(at.filter((code) => code === null)).toHaveLength(1);
      expect((await registry.findById(acme.id))?.epoch).toBe(2);
    });

    it("refuses to change one that is not there, or to a slug that is taken", async () => {
      const registry = await open();
      const acme = await registry.insert(record("acme"));
      await registry.insert(record("other"));
      expect(await codeOf(registry.update(newTenantId(), { status: "active" }))).toBe("tenant_not_found");
      expect(await codeOf(registry.update(acme.id, { slug: "other" }))).toBe("slug_taken");
      expect(await codeOf(registry.update(acme.id, { slug: "acme" }))).toBeNull();
      expect((await registry.findById(acme.id))?.slug).toBe("acme");
    });

    it("lists by id, from where it is told, as many as it is told", async () => {
      const registry = await open();
      const made = [];
      for (let n = 0; n < 7; n += 1) {
        made.push(await registry.insert(record(`tenant_${n}`, { status: n % 2 ? "active" : "suspended" })));
      }
      const ids = made.map(({ id }) => id).sort();
      const listed = async (options?: Parameters<Registry["list"]>[0]) =>
        (await registry.list(options)).map(({ id }) => id);
      expect(await listed()).toEqual(ids);
      expect(await listed({ limit: 3 })).toEqual(ids.slice(0, 3));
      expect(await listed({ limit: 3, after: ids[2] })).toEqual(ids.slice(3, 6));
      expect(await listed({ after: ids[6] })).toEqual([]);
      const active = made.filter(({ status }) => status === "active").map(({ id }) => id);
      expect(await listed({ status: "active" })).toEqual(active.sort());
      expect(await listed({ status: "active", limit: 1, after: active[0] })).toEqual([active[1]]);
      expect(await listed({ status: "deleting" })).toEqual([]);
    });

    it("removes one, and one that is not there is no error", async () => {
      const registry = await open();
      // A name that never opened is free at once; for how long another rests is the registry's own affair.
      const acme = await registry.insert(record("acme", { status: "provisioning" }));
      const other = await registry.insert(record("other"));
      await registry.remove(acme.id);
      await registry.remove(acme.id);
      expect(await registry.list()).toEqual([other]);
      expect(await codeOf(registry.insert(record("acme")))).toBeNull();
    });

    it("hands out copies, so that nobody changes a record in passing", async () => {
      const registry = await open();
      const acme = await registry.insert(record("acme"));
      acme.status = "suspended";
      expect((await registry.findById(acme.id))?.status).toBe("active");
    });
  });
}

describe("a registry that a newer version wrote", () => {
  for (const column of ["status", "isolation"]) {
    it(`is refused for a ${column} that this one does not know`, async () => {
      const { catalog, path } = await inFile();
      const registry = createRegistry(catalog);
      const { id } = await registry.insert(record("acme"));
      const file = new Database(path);
      file.prepare(`UPDATE tenants SET ${column} = 'hibernating' WHERE id = ?`).run(id);
      file.close();
      await expect(registry.findById(id)).rejects.toThrow(/acme has the status .*does not know/);
      await expect(registry.list()).rejects.toThrow(/hibernating/);
    });
  }
});

describe.each(Object.entries(catalogs))("the registry of a catalog %s", (_, open) => {
  it.each([
    ["in one statement", createRegistry],
    ["in a transaction", inTransaction],
  ] as const)("gives out no name that was given up less than 90 days ago, %s", async (_how, registryOf) => {
    const catalog = await open();
    const registry = registryOf(catalog);
    const before = await registry.insert(record("acme"));
    await registry.update(before.id, { slug: "acme_2", schemaVersion: "v1" });
    const resting = { code: "slug_taken", message: expect.stringContaining("in the last 90 days") };
    await expect(registry.insert(record("acme"))).rejects.toMatchObject(resting);
    const taken = { code: "slug_taken", message: expect.stringContaining("is taken by another tenant") };
    await expect(registry.insert(record("acme_2"))).rejects.toMatchObject(taken);
    expect(await registry.list()).toHaveLength(1);
    const other = await registry.insert(record("other"));
    await expect(registry.update(other.id, { slug: "acme" })).rejects.toMatchObject(resting);
    const longAgo = new Date(Date.now() - 91 * 24 * 3600_000);
    await catalog.releasedSlug.update({ where: { slug: "acme" }, data: { releasedAt: longAgo } });
    expect(await codeOf(registry.insert(record("acme")))).toBeNull();
  });

  it("takes the ledger row of a tenant's making along when that opens, and no other's", async () => {
    const catalog = await open();
    const registry = createRegistry(catalog);
    const account = await catalog.account.create({ data: { email: "ada@x", name: "Ada" } });
    const made = [];
    for (const slug of ["acme", "other"]) {
      const { id: tenantId } = await registry.insert(record(slug, { status: "provisioning" }));
      const ids = { tenantId, accountId: account.id, adminUserId: newTenantId(), projectId: newTenantId() };
      const rest = { newAccount: false, companyName: slug, adminName: "Ada" };
      await catalog.onboarding.create({ data: { ...ids, ...rest } });
      made.push(tenantId);
    }
    const [acme = "", other = ""] = made;
    const left = async () => (await catalog.onboarding.findMany()).map(({ tenantId }) => tenantId).sort();
    expect(await codeOf(registry.update(acme, { status: "active" }, { ifEpoch: 7 }))).toBe("lease_lost");
    await registry.update(acme, { status: "moving" });
    expect(await left()).toEqual(made.sort());
    expect(await registry.update(acme, { status: "active" }, { ifEpoch: 0 })).toMatchObject({
      status: "active",
    });
    expect(await left()).toEqual([other]);
  });
});

for (const [where, open] of Object.entries(catalogs)) {
  it(`a catalog ${where} tells of a tenant to be opened whether it is drained, and its own keys alone`, async () => {
    const catalog = await open();
    const keys = createTenantKeys(catalog, { current: createMasterKey(Buffer.alloc(32, 7)), previous: [] });
    const registry = createRegistry(catalog, keys);
    const ledger = createLedger(catalog, null);
    const [acme, beta] = [await registry.insert(record("acme")), await registry.insert(record("beta"))];
    const key = await keys.create(acme.id);
    const { next } = await keys.beginRotation(acme.id);
    const more = {
      template: true,
      statusReason: "operator",
      previewOf: "a branch",
      deleteAt: new Date(86_400_000),
    };
    await catalog.tenant.update({ where: { id: acme.id }, data: more });
    const opening = await registry.findToOpen?.(acme.id);
    expect(opening?.record).toEqual(await registry.findById(acme.id));
    expect(opening?.record).toMatchObject(more);
    expect(opening?.keys?.(acme.id)).toEqual({ current: key, next });
    expect(opening?.keys?.(beta.id)).toBeNull();
    expect((await registry.findToOpen?.(beta.id))?.keys?.(beta.id)).toBeNull();

    await catalog.tenantDrain.create({ data: { tenantId: beta.id, epoch: 1 } });
    expect(await ledger.isDraining(beta.id)).toBe(true);
    expect((await registry.findToOpen?.(beta.id))?.draining).toBe(true);
    expect((await registry.findToOpen?.(acme.id))?.draining).toBe(false);
  });
}
