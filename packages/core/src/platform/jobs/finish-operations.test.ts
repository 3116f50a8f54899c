import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { useTestPlatform } from "../../testing/test-platform";
import { makeWorkspace } from "../../testing/test-workspace";
import { runJob } from "./run-by-hand";

const installation = useTestPlatform();

it("finish-operations ends what a dead process was at, and leaves what one that lives is at", async () => {
  const { platform } = installation();
  const { catalog, tenancy } = platform;
  const begun = { kind: "vacuum", step: "begin", state: '{"statusBefore":"active","own":null}' };
  const ids: string[] = [];
  for (const [name, processId] of [
    ["Left", "a dead process"],
    ["Held", platform.processId],
  ] as const) {
    const { id } = (await makeWorkspace(platform, name)).owner.tenant;
    await catalog.tenantOperation.create({
      data: { ...begun, id: randomUUID(), tenantId: id, running: id, processId },
    });
    await catalog.tenant.update({ where: { id }, data: { status: "moving", epoch: { increment: 1 } } });
    ids.push(id);
  }
  const report = await runJob({ platform, actor: "cli" }, "finish-operations");
  expect(report.outcome).toEqual({ ended: 1, left: 0 });
  const statuses = await Promise.all(ids.map(async (id) => (await tenancy.tenants.getById(id))?.status));
  expect(statuses).toEqual(["active", "moving"]);
});
