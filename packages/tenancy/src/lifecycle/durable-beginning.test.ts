import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { PassThrough } from "node:stream";
import { beforeEach, expect, it, vi } from "vitest";
import { testTenancy } from "../../test/fixture/tenancy";
import type { Registry } from "../registry";
import { tenantPath } from "../sqlite/files";
import { openDatabase } from "../sqlite/open-database";
import { createMemoryRegistry } from "../testing/memory-registry";

/** What was waited for until it was on the disk: which file and how much of it there was, or which folder and its names. */
const flushed = vi.hoisted(() => ({ states: [] as Array<{ ino: number; holds: number | string[] }> }));

// The real one, watched.
vi.mock("node:fs", async (importReal) => {
  const fs = await importReal<typeof import("node:fs")>();
  const paths = new Map<number, string>();
  const openSync: typeof fs.openSync = (path, flags, mode) => {
    const descriptor = fs.openSync(path, flags, mode);
    paths.set(descriptor, String(path));
    return descriptor;
  };
  const fsync: typeof fs.fsync = Object.assign(
    (descriptor: number, done: (error: NodeJS.ErrnoException | null) => void) => {
      const { ino, size } = fs.fstatSync(descriptor);
      const path = paths.get(descriptor) ?? "";
      const holds = fs.statSync(path).isDirectory() ? fs.readdirSync(path).sort() : size;
      return fs.fsync(descriptor, (error) => {
        if (error === null) flushed.states.push({ ino, holds });
        done(error);
      });
    },
    { __promisify__: fs.fsync.__promisify__ },
  );
  return { ...fs, fsync, openSync };
});

beforeEach(() => {
  flushed.states.length = 0;
});

function stateOf(path: string) {
  const stats = statSync(path);
  return { ino: stats.ino, holds: stats.isDirectory() ? readdirSync(path).sort() : stats.size };
}

type State = ReturnType<typeof stateOf>;

interface Moment {
  /** Null where nothing was written beside what every tenant has. */
  log: State | null;
  folder: State;
  flushed: State[];
}

/** A tenancy, and of the moment before each tenant was said to be there: its log, its folder, and what was on the disk. */
function watchedTenancy(options: Parameters<typeof testTenancy>[0] = {}) {
  const registry = createMemoryRegistry();
  const seen: Moment[] = [];
  const watched: Registry = {
    ...registry,
    async update(id, patch, updating) {
      if (patch.status === "active" || patch.schemaVersion !== undefined) {
        const path = tenantPath(made.dir, id);
        const log = existsSync(`${path}-wal`) ? stateOf(`${path}-wal`) : null;
        seen.push({ log, folder: stateOf(dirname(path)), flushed: [...flushed.states] });
      }
      return registry.update(id, patch, updating);
    },
  };
  const made = testTenancy({ ...options, registry: watched });
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
  expect(seen[0]?.log?.holds).toBeGreaterThan(0);
  expect(seen[0]?.flushed).toContainEqual(seen[0]?.log);
  expect(seen[0]?.flushed).toContainEqual(seen[0]?.folder);
});

it("has the name of an empty tenant's file on the disk before its record says that it is active", async () => {
  const { tenancy, seen } = watchedTenancy();
  await tenancy.tenants.create({ slug: "acme" });
  expect(seen).toMatchObject([{ log: null }]);
  expect(seen[0]?.flushed).toContainEqual(seen[0]?.folder);
});

it("has the name of a folder on the disk that is new with a tenant", async () => {
  const { tenancy, dir, seen } = watchedTenancy();
  await tenancy.tenants.create({ slug: "first", id: "01999999-0000-7000-8000-0000000000aa" });
  flushed.states.length = 0;
  await tenancy.tenants.create({ slug: "second", id: "01999999-0000-7000-8000-0000000000bb" });
  expect(seen[1]?.flushed).toContainEqual(stateOf(dir));
});

it.each(["connect", "backup"] as const)(
  "has the name of a file on the disk before its record says that it was set up, by %s",
  async (use) => {
    const { tenancy, registry, seen } = watchedTenancy({ setUp: "lazy" });
    const { id } = await registry.insert({
      id: "01999999-0000-7000-8000-000000000002",
      slug: "acme",
      status: "active",
      isolation: "database",
      datasource: "local",
    });
    if (use === "connect") await tenancy.connect("acme");
    else await tenancy.tenants.backup(id, new PassThrough().resume());
    expect(seen).toHaveLength(1);
    expect(seen[0]?.flushed).toContainEqual(seen[0]?.folder);
  },
);

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
  expect(seen[0]?.log?.holds).toBeGreaterThan(0);
  expect(seen[0]?.flushed).toContainEqual(seen[0]?.log);
});
