"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { messageOf } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import { fetchProjectTasks } from "./queries";
import { TaskRow } from "./task-row";
import { compareBy, tasksIn, type View } from "./view/view-params";

interface ArchivedTasksProps {
  projectId: string;
  view: View;
  lock: string | undefined;
  onLeave: () => void;
}

/** The tasks of a project that have been put away; each opens where it can be restored. */
export function ArchivedTasks({ projectId, view, lock, onLeave }: ArchivedTasksProps) {
  const { slug, me } = useWorkspace();
  const { data, error, refetch } = useQuery({
    queryKey: keys.archivedTasks(slug, projectId),
    queryFn: ({ signal }) => fetchProjectTasks(slug, projectId, signal, { archived: true }),
  });
  if (error) {
    return (
      <div className="flex items-center gap-3 px-5">
        <Notice kind="error">{messageOf(error)}</Notice>
        <Button onClick={() => void refetch()}>Try again</Button>
      </div>
    );
  }
  if (!data) return <Skeleton className="mx-5 h-40" />;
  const shown = tasksIn(view, data, me.id).toSorted(compareBy(view.sort));
  return (
    <section aria-label="Archived tasks" className="px-5 pb-8 max-md:px-2">
      <div className="flex h-9 items-center gap-2 rounded-s bg-sunk px-3">
        <h2 className="flex-1 font-semibold">Archived tasks</h2>
        <button type="button" onClick={onLeave} className="tap text-ink-2 underline hover:text-ink">
          Back to the project
        </button>
      </div>
      {shown.length === 0 && <EmptyState title="No archived tasks here." />}
      <ul>
        {shown.map((task) => (
          <TaskRow key={task.id} task={task} lock={lock} />
        ))}
      </ul>
    </section>
  );
}
