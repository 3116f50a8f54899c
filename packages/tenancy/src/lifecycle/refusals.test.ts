import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stream } from "../../test/bundle/places";
import {
  fill,
  type Ground,
  type Name,
  newGround,
  one,
  openStage,
  removeGround,
  type Stage,
} from "../../test/lifecycle/stage";
import { newTenantId } from "../ids";
import type { TenantRecord } from "../registry";

let ground: Ground;
let stage: Stage;
let bundle: Buffer;
let number = 0;
const key = Buffer.alloc(32, 7);

beforeAll(async () => {
  ground = await newGround();
  stage = openStage(ground);
  const { id } = await filled("files");
  bundle = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    const pipe = new PassThrough().on("data", (chunk: Buffer) => chunks.push(chunk));
    stage.tenancy.tenants.backup(id, pipe, { key }).then(() => resolve(Buffer.concat(chunks)), reject);
  });
}, 60_000);

afterAll(async () => {
  await stage.close();
  removeGround(ground);
});

const slug = () => `tenant_${++number}`;

async function filled(datasource: Name): Promise<TenantRecord> {
  return stage.tenancy.tenants.create({ slug: slug(), datasource, prepare: fill });
}

const elsewhere: Record<string, Name> = { files: "rows", schemas: "files", rows: "schemas" };

/** Every operation on a tenant: on which ones it works, and whether it keeps others from working on it. */
const operations: Record<
  string,
  { run: (id: string, at: Name) => Promise<unknown>; suspended: string | null; exclusive: boolean }
> = {
  copy: {
    run: (id, at) => stage.tenancy.tenants.copy(id, { slug: slug(), datasource: at }),
    suspended: "tenant_suspended",
    exclusive: false,
  },
  move: {
    run: (id, at) => stage.tenancy.tenants.move(id, { to: elsewhere[at] ?? "" }, { keepOld: false }),
    suspended: null,
    exclusive: true,
  },
  confirmMove: { run: (id) => stage.tenancy.tenants.confirmMove(id), suspended: null, exclusive: true },
  backup: {
    run: (id) => stage.tenancy.tenants.backup(id, new PassThrough().resume(), { key }),
    suspended: null,
    exclusive: false,
  },
  restore: {
    run: (id) => stage.tenancy.tenants.restore(stream(bundle), { into: id, key }),
    suspended: null,
    exclusive: true,
  },
  vacuum: { run: (id) => stage.tenancy.tenants.vacuum(id), suspended: null, exclusive: true },
  rotateKey: { run: (id) => stage.tenancy.tenants.rotateKey(id), suspended: null, exclusive: true },
  delete: { run: (id) => stage.tenancy.tenants.delete(id), suspended: null, exclusive: true },
};

const table = Object.keys(operations).flatMap((name) => one.map((at) => [name, at] as const));

describe.each(table)("%s in %s", (name, at) => {
  const operation = operations[name];
  if (operation === undefined) throw new Error("no such operation");
  const { run, suspended, exclusive } = operation;
  const unsupported = name === "rotateKey" && at !== "files";

  it("names a tenant that is not there, and an id that is none", async () => {
    await expect(run(newTenantId(), at)).rejects.toMatchObject({ code: "tenant_not_found" });
    await expect(run("../x", at)).rejects.toMatchObject({ code: "tenant_id_invalid" });
  });

  it("refuses a half-made tenant, and only a deletion one that is being deleted", async () => {
    const { id } = await filled(at);
    await stage.registry.update(id, { status: "provisioning" });
    if (name === "delete") {
      await run(id, at);
      return;
    }
    await expect(run(id, at)).rejects.toMatchObject({ code: "tenant_provisioning" });
    await stage.registry.update(id, { status: "deleting" });
    await expect(run(id, at)).rejects.toMatchObject({ code: "tenant_deleting" });
  });

  it("keeps a suspended tenant closed", async () => {
    const { id } = await filled(at);
    await stage.tenancy.tenants.setStatus(id, "suspended");
    if (unsupported) await expect(run(id, at)).rejects.toMatchObject({ code: "keys_unsupported" });
    else if (suspended !== null) await expect(run(id, at)).rejects.toMatchObject({ code: suspended });
    else await run(id, at);
    const record = await stage.tenancy.tenants.getById(id);
    expect(record?.status).toBe(name === "delete" ? undefined : "suspended");
  });

  it("names both operations when another one runs, and the way out", async () => {
    const { id, slug: called } = await filled(at);
    const held = heldUp();
    const first = stage.tenancy.tenants.restore(held.bundle, { into: id, key });
    await held.begun;
    const second = run(id, at);
    if (unsupported) await expect(second).rejects.toMatchObject({ code: "keys_unsupported" });
    else if (exclusive) {
      await expect(second).rejects.toMatchObject({
        code: "tenant_busy",
        message: expect.stringMatching(
          new RegExp(
            `"${called}".*\\(restore, process .*\\), so ${kinds[name] ?? name} cannot begin\\. Wait`,
          ),
        ),
      });
    } else await second;
    held.release();
    await first;
    expect(await stage.tenancy.tenants.getById(id)).toMatchObject({ status: "active", datasource: at });
  });
});

const kinds: Record<string, string> = { confirmMove: "confirm_move", rotateKey: "rotate_key" };

/** The bundle as a stream that stands still after its beginning until it is released. */
function heldUp() {
  let begin = () => {};
  let release = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function* held() {
    yield bundle.subarray(0, 200);
    begin();
    await released;
    yield bundle.subarray(200);
  }
  return { bundle: held(), begun, release: () => release() };
}

describe("a name that is taken", () => {
  it.each(["copy", "restore"] as const)("refuses a %s, and leaves nothing of it", async (name) => {
    const { id, slug: taken } = await filled("files");
    const newId = newTenantId();
    const options = { id: newId, datasource: "schemas" };
    const second =
      name === "copy"
        ? stage.tenancy.tenants.copy(id, { slug: taken, ...options })
        : stage.tenancy.tenants.restore(stream(bundle), { as: taken, key, ...options });
    await expect(second).rejects.toMatchObject({ code: "slug_taken" });
    expect(await stage.tenancy.tenants.getById(newId)).toBeNull();
    expect(await stage.datasources.schemas.residue(newId)).toEqual([]);
  });

  it("of several copies at once goes to one", async () => {
    const { id } = await filled("files");
    const wanted = slug();
    const copies = await Promise.allSettled(
      one.map((datasource) => stage.tenancy.tenants.copy(id, { slug: wanted, datasource })),
    );
    const refused = copies.filter((copy) => copy.status === "rejected");
    expect(refused.map(({ reason }) => reason.code)).toEqual(["slug_taken", "slug_taken"]);
  });
});

describe("confirmMove", () => {
  it.each([
    ["files", "files2"],
    ["rows", "rows2"],
  ] as const)(
    "refuses to remove data that can be written to: another name for where a tenant in %s is",
    async (at, alias) => {
      const aliased = openStage(ground, {
        wrap: (datasource, name) => (name === at || name === alias ? stage.datasources[at] : datasource),
        registry: stage.registry,
      });
      const { id } = await filled(at);
      await expect(aliased.tenancy.tenants.confirmMove(id)).rejects.toMatchObject({
        code: "datasource_exists",
      });
      expect(await stage.datasources[at].exists(id)).toBe(true);
    },
  );
});

describe("move", () => {
  it("refuses where the tenant is, a datasource that is none, and one that has data of the tenant", async () => {
    const { tenants } = stage.tenancy;
    const { id } = await filled("files");
    await expect(tenants.move(id, { to: "files" })).rejects.toMatchObject({ code: "already_there" });
    await expect(tenants.move(id, { to: "mars" })).rejects.toMatchObject({ code: "datasource_unknown" });
    await tenants.move(id, { to: "rows" });
    await expect(tenants.move(id, { to: "files" })).rejects.toMatchObject({
      code: "datasource_exists",
      message: expect.stringContaining("confirm"),
    });
    expect(await tenants.confirmMove(id)).toEqual(["files"]);
    await tenants.move(id, { to: "files" });
  });

  it("refuses two folders that would share a tenant's key", async () => {
    const sharing = openStage(ground, {
      wrap: (datasource, _name) => ({ ...datasource, ...(datasource.keys ? { keys: ground } : {}) }),
    });
    try {
      const { id } = await sharing.tenancy.tenants.create({ slug: slug() });
      await expect(sharing.tenancy.tenants.move(id, { to: "files2" })).rejects.toMatchObject({
        code: "keys_shared",
      });
    } finally {
      await sharing.close();
    }
  });
});

it("a backup that is refused ends its stream", async () => {
  const pipe = new PassThrough();
  const refused = stage.tenancy.tenants.backup(newTenantId(), pipe, { key });
  await expect(refused).rejects.toMatchObject({ code: "tenant_not_found" });
  expect(pipe.destroyed).toBe(true);
});
