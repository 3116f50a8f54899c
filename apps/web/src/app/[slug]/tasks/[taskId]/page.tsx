import { getTask, listActivity } from "@acre/core";
import type { Metadata } from "next";
import { TaskView } from "@/features/tasks/detail/task-view";
import { readComments } from "@/features/tasks/read-tasks";
import { orNotFound } from "@/lib/or-not-found";
import { pageTitle } from "@/lib/page-title";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { openWorkspace } from "@/server/viewer";

interface TaskPageProps {
  params: Promise<{ slug: string; taskId: string }>;
}

export async function generateMetadata({ params }: TaskPageProps): Promise<Metadata> {
  const { slug, taskId } = await params;
  return pageTitle(async () => {
    const { ctx } = await openWorkspace(slug);
    const { key, title } = await getTask(ctx, { id: taskId });
    return `${key} ${title}`;
  }, "Not found");
}

export default async function TaskPage({ params }: TaskPageProps) {
  const { slug, taskId } = await params;
  const { ctx, tenant } = await openWorkspace(slug);
  const task = await orNotFound(getTask(ctx, { id: taskId }));
  const [comments, activity] = await Promise.all([
    readComments(ctx, task.id),
    listActivity(ctx, { taskId: task.id }),
  ]);
  return (
    <Prefetched
      data={[
        [keys.task(tenant.slug, task.id), task],
        [keys.comments(tenant.slug, task.id), comments],
        [keys.activity(tenant.slug, task.id), { pages: [activity], pageParams: [null] }],
      ]}
    >
      <TaskView key={task.id} initial={task} />
    </Prefetched>
  );
}
