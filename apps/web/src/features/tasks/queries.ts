import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api } from "@/lib/api";
import { fetchEvery } from "@/lib/fetch-every";
import { keys } from "@/lib/query-keys";
import type { Activity, Comment, Task } from "@/lib/types";

interface ActivityPage {
  activity: Activity[];
  nextCursor: string | null;
}

/** All tasks of a project, in the order of their columns. */
export function useProjectTasks(projectId: string) {
  const { slug } = useWorkspace();
  return useQuery({
    queryKey: keys.projectTasks(slug, projectId),
    queryFn: ({ signal }) => fetchProjectTasks(slug, projectId, signal),
    select: notArchived,
  });
}

/** Reads all of a project's tasks; the archived ones instead when asked. */
export function fetchProjectTasks(
  workspace: string,
  projectId: string,
  signal: AbortSignal,
  { archived = false } = {},
): Promise<Task[]> {
  const query: Record<string, string> = archived ? { archived: "true" } : {};
  return fetchEvery("tasks", `/projects/${projectId}/tasks`, { workspace, signal, limit: 500, query });
}

/** One task; the page has read it on the server already. */
export function useTask(taskId: string) {
  const { slug } = useWorkspace();
  return useQuery({
    queryKey: keys.task(slug, taskId),
    queryFn: ({ signal }) => api<Task>(`/tasks/${taskId}`, { workspace: slug, signal }),
  });
}

/** The open tasks assigned to the person, over all projects. */
export function useMyTasks(): readonly Task[] {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.myTasks(slug),
    queryFn: ({ signal }) => fetchEvery("tasks", "/my-tasks", { workspace: slug, signal, limit: 500 }),
    select: notArchived,
  });
  return data ?? [];
}

/** A task's comments, oldest first. */
export function useComments(taskId: string): readonly Comment[] {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.comments(slug, taskId),
    queryFn: ({ signal }) =>
      fetchEvery("comments", `/tasks/${taskId}/comments`, { workspace: slug, signal, limit: 500 }),
  });
  return data ?? [];
}

/** What happened to a task, newest first, a page at a time: few read on to its beginning. */
export function useActivity(taskId: string) {
  const { slug } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.activity(slug, taskId),
    queryFn: ({ signal, pageParam }) => {
      const query = pageParam === null ? "" : `?${new URLSearchParams({ cursor: pageParam })}`;
      return api<ActivityPage>(`/tasks/${taskId}/activity${query}`, { workspace: slug, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

// A task archived here stays in the cache until the list is read again.
function notArchived(tasks: Task[]): Task[] {
  return tasks.filter((task) => task.archivedAt === null);
}
