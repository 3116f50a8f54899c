import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { one, say, stageOfFile } from "../../test/lifecycle/stage";
import { newTenantId } from "../ids";

const { stage, filled } = await stageOfFile();
const { tenants } = stage.tenancy;

const sizeOf = async (id: string) => (await tenants.size(id)) ?? 0;
// As long as it is, however well it is compressed.
const long = () => randomBytes(1_000).toString("hex");

it.each(one)(
  "a tenant in %s is as large as what it holds, and no larger for its neighbour's data",
  async (place) => {
    const [large, small] = [await filled(place), await filled(place)];
    const db = await stage.tenancy.connectById(large.id);
    const before = await sizeOf(large.id);
    expect(before).toBeGreaterThan(0);
    for (let index = 0; index < 100; index++) await say(db, long());
    // So that the server has counted the rows of shared tables, which it does by itself a moment later.
    await tenants.vacuum(large.id);
    expect(await sizeOf(large.id)).toBeGreaterThan(before + 100_000);
    expect(await sizeOf(small.id)).toBeLessThan(before + 100_000);
    await tenants.setStatus(large.id, "suspended");
    expect(await sizeOf(large.id)).toBeGreaterThan(before);
  },
);

it.each(one)("what is not there takes nothing in %s, and nobody is asked in vain", async (place) => {
  expect(await stage.datasources[place].size(newTenantId())).toBe(0);
  await expect(tenants.size(newTenantId())).rejects.toMatchObject({ code: "tenant_not_found" });
});
