import { skipToken, useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import type { Task } from "@/lib/types";

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
  });
}

async function fetchProjectTasks(workspace: string, projectId: string, signal: AbortSignal): Promise<Task[]> {
  const all: Task[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const page: TaskPage = await api(`/projects/${projectId}/tasks?limit=500${query}`, { workspace, signal });
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

/** The tasks assigned to the person, as their page read them. */
export function useMyTasks(): readonly Task[] {
  const { slug } = useWorkspace();
  const { data } = useQuery<Task[]>({ queryKey: keys.myTasks(slug), queryFn: skipToken });
  return data ?? [];
}
