import { expect, it } from "vitest";
import { auditWords, fieldWords, valueWords } from "./audit-words";

const task = { type: "task", name: "Paint" };

it("tells an entry in a sentence, with the name it has now or had then", () => {
  expect(auditWords({ action: "task.updated", resource: task, changes: {} })).toBe(
    "changed the task “Paint”",
  );
  const gone = { type: "task", name: null };
  const changes = { title: { before: "Old", after: null } };
  expect(auditWords({ action: "task.deleted", resource: gone, changes })).toBe("deleted the task “Old”");
  expect(auditWords({ action: "rocket.launched_again", resource: gone, changes: {} })).toBe(
    "rocket launched again",
  );
});

it("tells without a name what is about none", () => {
  const resource = { type: "workspace", name: "Acme" };
  const changes = { name: { before: null, after: "Acme" } };
  expect(auditWords({ action: "workspace.trial_ended", resource, changes })).toBe(
    "made the workspace read-only, as its trial has ended",
  );
  expect(auditWords({ action: "member.joined", resource, changes })).toBe("joined the workspace");
  expect(auditWords({ action: "data.updated", resource: task, changes })).toBe("changed the record “Paint”");
});

it("tells what was asked for and refused", () => {
  const changes = { request: { before: null, after: "GET /api/v1/tasks/{id}" } };
  const resource = { type: "access", name: null };
  expect(auditWords({ action: "access.refused", resource, changes })).toBe(
    "was refused: GET /api/v1/tasks/{id}",
  );
});

it("writes fields and values as people read them", () => {
  expect(["dueDate", "assigneeId", "labelIds", "title"].map(fieldWords)).toEqual([
    "due date",
    "assignee",
    "label",
    "title",
  ]);
  const names = { one: "Ada" };
  const words = [null, true, [], ["one", "two"], "in_progress", 3].map((value) =>
    valueWords("any", value, names),
  );
  expect(words).toEqual(["nothing", "yes", "nothing", "Ada, two", "in_progress", "3"]);
  expect(valueWords("status", "in_progress", names)).toBe("In progress");
  expect(valueWords("priority", "none", names)).toBe("No priority");
});
