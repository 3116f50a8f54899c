import type { UpdateTaskInput } from "@acre/core/inputs";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, apiVoid } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import { toastFailure } from "@/lib/toast";
import type { Task } from "@/lib/types";
import { createPendingFields } from "./pending-fields";
import { addCachedTask, changeCachedTask, dropCachedTask } from "./task-cache";

const pending = createPendingFields();

export interface TaskEdit {
  /** What the task looks like at once. */
  look: Partial<Task>;
  /** What the server is asked, where that differs from `look`. */
  ask?: UpdateTaskInput;
}

/**
 * Edits a task: painted at once, then sent. A failure takes back the fields of this edit only, says why and offers
 * Retry. Resolves to true when the server has accepted it.
 */
export function useEditTask() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useCallback(
    async function edit(task: Task, { look, ask }: TaskEdit): Promise<boolean> {
      const fields = keysOf(look);
      const before = Object.fromEntries(fields.map((field) => [field, task[field]]));
      const mark = pending.begin(task.id, fields);
      // Not awaited: cancelling takes effect at once, and the change is to be painted at once.
      void cache.cancelQueries({ queryKey: keys.taskLists(slug) });
      void cache.cancelQueries({ queryKey: keys.task(slug, task.id) });
      changeCachedTask(cache, slug, task.id, (here) => ({ ...here, ...look }));
      try {
        const answer = await api<Task>(`/tasks/${task.id}`, {
          method: "PATCH",
          workspace: slug,
          body: ask ?? look,
        });
        changeCachedTask(cache, slug, task.id, (here) => pending.merge(mark, here, answer));
        void cache.invalidateQueries({ queryKey: keys.activity(slug, task.id) });
        if (look.archivedAt !== undefined) void cache.invalidateQueries({ queryKey: keys.taskLists(slug) });
        if (look.status || look.archivedAt !== undefined)
          void cache.invalidateQueries({ queryKey: keys.projects(slug) });
        return true;
      } catch (error) {
        changeCachedTask(cache, slug, task.id, (here) => pending.rollBack(mark, here, before));
        void toastFailure(
          `${task.key} was not changed`,
          error,
          () => void edit(task, { look, ...(ask && { ask }) }),
        );
        return false;
      } finally {
        pending.settle(mark);
        // A list that was on its way meanwhile may have been read before this change.
        if (cache.isFetching({ queryKey: keys.taskLists(slug) }) > 0) {
          void cache.invalidateQueries({ queryKey: keys.taskLists(slug) });
        }
      }
    },
    [cache, slug],
  );
}

export interface TaskDraft {
  title: string;
  description?: string | null;
  status?: Task["status"];
  priority?: Task["priority"];
  assigneeId?: string | null;
  dueDate?: string | null;
  labelIds?: string[];
}

/** Creates a task in a project and shows it. Throws ApiError, so that the form keeps what was typed. */
export function useCreateTask(projectId: string) {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useCallback(
    async (draft: TaskDraft): Promise<Task> => {
      const path = `/projects/${projectId}/tasks`;
      const task = await api<Task>(path, { method: "POST", workspace: slug, body: draft });
      addCachedTask(cache, slug, task);
      void cache.invalidateQueries({ queryKey: keys.projects(slug) });
      return task;
    },
    [cache, slug, projectId],
  );
}

/** Puts a task into the trash. Throws ApiError. */
export function useDeleteTask() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useCallback(
    async (task: Task): Promise<void> => {
      await apiVoid(`/tasks/${task.id}`, { method: "DELETE", workspace: slug });
      dropCachedTask(cache, slug, task.id);
      void cache.invalidateQueries({ queryKey: keys.trash(slug) });
      void cache.invalidateQueries({ queryKey: keys.projects(slug) });
    },
    [cache, slug],
  );
}

function keysOf(look: Partial<Task>): (keyof Task)[] {
  return Object.keys(look) as (keyof Task)[];
}
