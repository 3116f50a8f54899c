import { describe, expect, it } from "vitest";
import { type Name, openStage, stageOfFile } from "../../test/lifecycle/stage";
import { newTenantId } from "../ids";
import { createMemoryKeys } from "../testing/memory-keys";
import { createMemoryRegistry } from "../testing/memory-registry";

const { ground, slug } = await stageOfFile();

describe("an operation that looked at a tenant before another one ended", () => {
  it("opens none whose erasure began, and closes one that is whole", async () => {
    const stubborn = openStage(ground, {
      wrap: (datasource) => ({ ...datasource, residue: async () => ["a file"] }),
    });
    const { tenants } = stubborn.tenancy;
    const [leaving, staying] = [
      await tenants.create({ slug: slug() }),
      await tenants.create({ slug: slug() }),
    ];
    const [erased, closed, other] = await Promise.allSettled([
      tenants.delete(leaving.id),
      tenants.setStatus(leaving.id, "suspended"),
      tenants.setStatus(staying.id, "suspended"),
    ]);
    expect(erased).toMatchObject({ reason: { code: "erasure_incomplete" } });
    expect(closed).toMatchObject({ reason: { code: "tenant_deleting" } });
    expect(other).toMatchObject({ value: { status: "suspended" } });
    expect(await tenants.getById(leaving.id)).toMatchObject({ status: "deleting" });
    await stubborn.close();
  });

  it.each(["rotateKey", "vacuum"] as const)("%s goes to the place that a move took it to", async (upkeep) => {
    const asked: Name[] = [];
    const inner = createMemoryRegistry();
    let move: (() => Promise<unknown>) | null = null;
    const moving = openStage(ground, {
      // The move ends between the first look at the tenant and the beginning of the operation.
      registry: {
        ...inner,
        async findById(id) {
          const found = await inner.findById(id);
          const now = move;
          move = null;
          await now?.();
          return found;
        },
      },
      wrap: (datasource, name) => ({
        ...datasource,
        async rotateKey(id) {
          asked.push(name);
          await datasource.rotateKey?.(id);
        },
        async vacuum(id) {
          asked.push(name);
          return datasource.vacuum(id);
        },
      }),
    });
    const { tenants } = moving.tenancy;
    const { id } = await tenants.create({ slug: slug() });
    move = () => tenants.move(id, { to: "files2" });
    await tenants[upkeep](id);
    expect(asked).toEqual(["files2"]);
    await moving.close();
  });
});

describe("a making that ends late", () => {
  it.each([
    ["leaves a suspension standing", true],
    ["is as good as the one that ended first", false],
  ])("%s", async (_, suspends) => {
    const registry = createMemoryRegistry();
    const keys = createMemoryKeys();
    const [late, prompt] = [openStage(ground, { registry, keys }), openStage(ground, { registry, keys })];
    const id = newTenantId();
    await registry.insert({
      id,
      slug: slug(),
      status: "provisioning",
      isolation: "database",
      datasource: "files",
    });
    const made = late.tenancy.tenants.provision(id, {
      async prepare() {
        await prompt.tenancy.tenants.provision(id);
        if (suspends) await prompt.tenancy.tenants.setStatus(id, "suspended");
      },
    });
    if (suspends) await expect(made).rejects.toMatchObject({ code: "lease_lost" });
    else expect(await made).toMatchObject({ status: "active" });
    expect((await registry.findById(id))?.status).toBe(suspends ? "suspended" : "active");
    await Promise.all([late.close(), prompt.close()]);
  });
});
