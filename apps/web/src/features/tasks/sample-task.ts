import type { Task } from "@/lib/types";

/** A task for tests. */
export function sampleTask(fields: Partial<Task> = {}): Task {
  return {
    id: "t",
    projectId: "p",
    key: "GET-1",
    number: 1,
    title: "Old",
    description: null,
    status: "todo",
    priority: "none",
    assigneeId: null,
    creatorId: "u",
    dueDate: null,
    labelIds: [],
    commentCount: 0,
    position: 1,
    completedAt: null,
    archivedAt: null,
    createdAt: "2026-11-20T00:00:00Z",
    updatedAt: "2026-11-20T00:00:00Z",
    ...fields,
  };
}
