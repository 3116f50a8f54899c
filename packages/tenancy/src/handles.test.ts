import { expect, it } from "vitest";
import { testTenancy } from "../test/fixture/tenancy";

it("a name opens whoever has the name now, and not who had it before", async () => {
  const { tenancy } = testTenancy();
  const first = await tenancy.tenants.create({ slug: "acme" });
  const second = await tenancy.tenants.create({ slug: "other" });
  const held = await tenancy.connect("acme");
  await held.owner.create({ data: { email: "first@x" } });
  await (await tenancy.connect("other")).owner.create({ data: { email: "second@x" } });
  await tenancy.tenants.rename(first.id, "zenith");
  await tenancy.tenants.rename(second.id, "acme");
  // What is open stays with its tenant whatever that is called; so everything is opened anew.
  await tenancy.closeAll();
  const emails = async (db: typeof held) => (await db.owner.findMany()).map(({ email }) => email);
  expect(await emails(await tenancy.connect("acme"))).toEqual(["second@x"]);
  expect(await emails(held)).toEqual(["first@x"]);
  expect(await emails(await tenancy.connect("zenith"))).toEqual(["first@x"]);
});
