import { addRowsLike } from "../../support/database";
import { create } from "../../support/people";
import { expect, test } from "../../support/test";

test("a task shows what was said on it to the last comment, and its history to the first entry", async ({
  page,
  server,
  visitor,
}) => {
  const { tenant, projectId } = visitor;
  const task = await create(server, visitor, `/api/v1/projects/${projectId}/tasks`, { title: "Talked over" });
  const comment = await create(server, visitor, `/api/v1/tasks/${task}/comments`, { body: "Comment 0" });
  await addRowsLike(server, tenant, {
    table: "comments",
    like: { id: comment },
    count: 500,
    change: (n) => ({ body: `Comment ${n}`, created_at: new Date(Date.now() + n).toISOString() }),
  });
  await addRowsLike(server, tenant, {
    table: "audit_log",
    like: { resource_id: task, action: "task.created" },
    count: 200,
    // Outside of the chain, which nobody verifies here.
    change: () => ({ seq: null, hash: null }),
  });

  await page.goto(`/${tenant}/tasks/${task}`);
  await expect(page.getByText("Comment 500", { exact: true })).toBeVisible();
  await expect(page.getByText("Comment 0", { exact: true })).toBeVisible();

  const history = page.getByRole("region", { name: "History" });
  await expect(history.getByRole("listitem")).toHaveCount(200);
  const earlier = history.getByRole("button", { name: "Show earlier" });
  await earlier.click();
  await expect(history.getByRole("listitem")).toHaveCount(201);
  await expect(earlier).toBeHidden();
});
