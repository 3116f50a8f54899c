import { statSync } from "node:fs";
import { beforeEach, expect, it, vi } from "vitest";
import { testTenancy } from "../../test/fixture/tenancy";
import type { Registry } from "../registry";
import { tenantPath } from "../sqlite/files";
import { openDatabase } from "../sqlite/open-database";
import { createMemoryRegistry } from "../testing/memory-registry";

/** What was waited for until it was on the disk: which file, and how much of it there was. */
const flushed = vi.hoisted(() => ({ states: [] as Array<{ ino: number; size: number }> }));

// The real one, watched.
vi.mock("node:fs", async (importReal) => {
  const fs = await importReal<typeof import("node:fs")>();
  const fsync: typeof fs.fsync = Object.assign(
    (descriptor: number, done: (error: NodeJS.ErrnoException | null) => void) =>
      fs.fsync(descriptor, (error) => {
        const { ino, size } = fs.fstatSync(descriptor);
        if (error === null) flushed.states.push({ ino, size });
        done(error);
      }),
    { __promisify__: fs.fsync.__promisify__ },
  );
  return { ...fs, fsync };
});

beforeEach(() => {
  flushed.states.length = 0;
});

function stateOf(file: string) {
  const { ino, size } = statSync(file);
  return { ino, size };
}

/** A tenancy, and of the moment before each tenant was said to be active: its log, and what was on the disk. */
function watchedTenancy() {
  const registry = createMemoryRegistry();
  const seen: Array<{ log: { ino: number; size: number }; flushed: Array<{ ino: number; size: number }> }> =
    [];
  const watched: Registry = {
    ...registry,
    async update(id, patch, options) {
      if (patch.status === "active")
        seen.push({ log: stateOf(`${tenantPath(made.dir, id)}-wal`), flushed: [...flushed.states] });
      return registry.update(id, patch, options);
    },
  };
  const made = testTenancy({ registry: watched });
  return { ...made, seen };
}

it("has what a tenant begins with on the disk before its record says that it is active", async () => {
  const { tenancy, seen } = watchedTenancy();
  await tenancy.tenants.create({
    slug: "acme",
    async prepare(db) {
      await db.owner.create({ data: { email: "first@x" } });
      await db.owner.create({ data: { email: "second@x" } });
    },
  });
  expect(seen).toHaveLength(1);
  expect(seen[0]?.log.size).toBeGreaterThan(0);
  expect(seen[0]?.flushed).toContainEqual(seen[0]?.log);
});

it("does so too for what a killed process had written, which is found done", async () => {
  const { tenancy, registry, dir, seen } = watchedTenancy();
  const { id } = await registry.insert({
    id: "01999999-0000-7000-8000-000000000001",
    slug: "acme",
    status: "provisioning",
    isolation: "database",
    datasource: "local",
  });
  const failing = tenancy.tenants.provision(id, {
    async prepare(db) {
      await db.owner.create({ data: { email: "first@x" } });
      throw new Error("killed");
    },
  });
  await expect(failing).rejects.toThrow("killed");
  // As the killed one's, which nobody closed: its log stays.
  const left = openDatabase(tenantPath(dir, id));
  try {
    await tenancy.closeAll();
    flushed.states.length = 0;
    await tenancy.tenants.provision(id, {
      async prepare(db) {
        expect(await db.owner.count()).toBe(1);
      },
    });
  } finally {
    left.close();
  }
  expect(seen[0]?.log.size).toBeGreaterThan(0);
  expect(seen[0]?.flushed).toContainEqual(seen[0]?.log);
});
