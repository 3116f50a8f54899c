import type { QueryClient } from "@tanstack/react-query";
import { keys } from "@/lib/query-keys";
import type { Task } from "@/lib/types";

type Change = (task: Task) => Task;

/** Applies a change to every copy of one task in the cache. */
export function changeCachedTask(cache: QueryClient, workspace: string, id: string, change: Change): void {
  cache.setQueriesData<Task[]>({ queryKey: keys.taskLists(workspace) }, (tasks) =>
    tasks?.map((task) => (task.id === id ? change(task) : task)),
  );
  cache.setQueryData<Task>(keys.task(workspace, id), (task) => (task ? change(task) : task));
}

/** Adds a task to its project's list, when that list is in the cache. */
export function addCachedTask(cache: QueryClient, workspace: string, added: Task): void {
  cache.setQueryData<Task[]>(keys.projectTasks(workspace, added.projectId), (tasks) =>
    tasks ? [...tasks.filter((task) => task.id !== added.id), added] : tasks,
  );
}

/** Takes a task out of every list. Its page is about to be left, and would only ask for what is gone. */
export function dropCachedTask(cache: QueryClient, workspace: string, id: string): void {
  cache.setQueriesData<Task[]>({ queryKey: keys.taskLists(workspace) }, (tasks) =>
    tasks?.filter((task) => task.id !== id),
  );
}
