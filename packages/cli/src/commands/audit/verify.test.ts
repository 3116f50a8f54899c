import { join } from "node:path";
import { forgeAnchor } from "@acre/core/testing/forge-anchor";
import { afterAll, expect, it } from "vitest";
import { temporaryInstallation } from "../../testing/acre";

const { acre, dir, remove } = temporaryInstallation();
afterAll(remove);

it("says of each tenant whether its log is whole, and fails when one is not", async () => {
  await acre("onboard", "--company", "ACME Corp", "--email", "ada@acme.com", "--name", "Ada");
  await acre("onboard", "--company", "Larch", "--email", "ada@acme.com", "--name", "Ada");
  const good = await acre("audit", "verify", "--all", "--json");
  expect(good.code).toBe(0);
  expect(JSON.parse(good.stdout).tenants).toMatchObject([
    // The anchor was written before the command that made the tenant ended.
    { slug: "acme_corp", whole: true, report: { entries: 1, problems: [], anchor: { seq: 1 } } },
    { slug: "larch", whole: true },
  ]);

  forgeAnchor(join(dir, "data"), "larch");
  const bad = await acre("audit", "verify", "--all");
  expect(bad.code).toBe(1);
  expect(bad.stdout).toContain("acme_corp: whole, 1 entry.");
  expect(bad.stdout).toContain("larch: NOT whole.\n  Entry 1 has another hash than the one kept outside");

  expect((await acre("audit", "verify")).code).toBe(2);
});
