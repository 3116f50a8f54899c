import { describe, expect, it } from "vitest";
import { createTask } from "./index";
import { useTestPlatform } from "./testing/test-platform";
import { makeWorkspace } from "./testing/test-workspace";
import { translateError } from "./translate-error";

describe.each(["database", "schema", "row"] as const)("a failure of the database, model %s", (isolation) => {
  const installation = useTestPlatform({}, isolation);

  it("of a write that began before the workspace was made read-only says that it is", async () => {
    const { platform } = installation();
    const { owner, projectId } = await makeWorkspace(platform);
    await platform.tenancy.tenants.setStatus(owner.tenant.id, "read_only");
    const error = await createTask(owner, { projectId, title: "Too late" }).catch(translateError);
    expect(error).toMatchObject({ code: "workspace_read_only" });
  });
});

it.each(["SQLITE_READONLY", "25006"])("a fence (%s) is a move that is under way", (originalCode) => {
  const cause = { originalCode, originalMessage: "tenant fenced: its data is elsewhere by now" };
  const error = Object.assign(new Error("Database error."), { meta: { driverAdapterError: { cause } } });
  expect(translateError(error)).toMatchObject({ code: "unavailable", details: { retryAfterSeconds: 5 } });
});
