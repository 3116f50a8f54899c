import type { TaskDraft } from "./mutations";

// Kept for as long as the page lives: a draft is a thought, not a record, and belongs on no disk.
const drafts = new Map<string, TaskDraft>();

/** What was typed for a new task of this project and not sent. */
export function readDraft(projectId: string): TaskDraft {
  return drafts.get(projectId) ?? { title: "" };
}

export function writeDraft(projectId: string, draft: TaskDraft): void {
  drafts.set(projectId, draft);
}

export function dropDraft(projectId: string): void {
  drafts.delete(projectId);
}
