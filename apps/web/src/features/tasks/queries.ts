import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import type { Activity, Comment, Task } from "@/lib/types";

interface TaskPage {
  tasks: Task[];
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

/** Reads a project's tasks page after page; the archived ones instead when asked. */
export async function fetchProjectTasks(
  workspace: string,
  projectId: string,
  signal: AbortSignal,
  { archived = false } = {},
): Promise<Task[]> {
  const all: Task[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({
      limit: "500",
      ...(archived && { archived: "true" }),
      ...(cursor && { cursor }),
    });
    const page: TaskPage = await api(`/projects/${projectId}/tasks?${query}`, { workspace, signal });
    all.push(...page.tasks);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
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
    queryFn: async ({ signal }) =>
      (await api<{ tasks: Task[] }>("/my-tasks", { workspace: slug, signal })).tasks,
    select: notArchived,
  });
  return data ?? [];
}

/** A task's comments, oldest first. */
export function useComments(taskId: string): readonly Comment[] {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.comments(slug, taskId),
    queryFn: async ({ signal }) => {
      const path = `/tasks/${taskId}/comments`;
      return (await api<{ comments: Comment[] }>(path, { workspace: slug, signal })).comments;
    },
  });
  return data ?? [];
}

/** What happened to a task, newest first. */
export function useActivity(taskId: string): readonly Activity[] {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.activity(slug, taskId),
    queryFn: async ({ signal }) => {
      const path = `/tasks/${taskId}/activity`;
      return (await api<{ activity: Activity[] }>(path, { workspace: slug, signal })).activity;
    },
  });
  return data ?? [];
}

// A task archived here stays in the cache until the list is read again.
function notArchived(tasks: Task[]): Task[] {
  return tasks.filter((task) => task.archivedAt === null);
}
