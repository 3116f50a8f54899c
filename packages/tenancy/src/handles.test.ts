import { expect, it } from "vitest";
import { testTenancy } from "../test/fixture/tenancy";

it("a name opens whoever has the name now, and not who had it before", async () => {
  const { tenancy } = testTenancy();
  const first = await tenancy.tenants.create({ slug: "acme" });
  const held = await tenancy.connect("acme");
  await held.owner.create({ data: { email: "first@x" } });
  await tenancy.tenants.rename(first.id, "zenith");
  await tenancy.tenants.create({ slug: "acme" });
  const newcomer = await tenancy.connect("acme");
  expect(await newcomer.owner.count()).toBe(0);
  await newcomer.owner.create({ data: { email: "second@x" } });
  for (const db of [held, await tenancy.connect("zenith")])
    expect(await db.owner.findMany({ select: { email: true } })).toEqual([{ email: "first@x" }]);
});
