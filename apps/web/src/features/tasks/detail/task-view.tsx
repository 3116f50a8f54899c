"use client";

import { PageBar } from "@/components/page-bar";
import { Notice } from "@/components/ui/notice";
import { useProjects } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { Task } from "@/lib/types";
import { useTask } from "../queries";
import { useLock } from "../use-lock";
import { ActivityList } from "./activity-list";
import { Comments } from "./comments";
import { DescriptionEditor } from "./description-editor";
import { PropertyRail } from "./property-rail";
import { TaskMenu } from "./task-menu";
import { TitleEditor } from "./title-editor";

/** A task on a page of its own. */
export function TaskView({ initial }: { initial: Task }) {
  const { path, readOnly } = useWorkspace();
  const task = useTask(initial.id).data ?? initial;
  const project = useProjects().find((one) => one.id === task.projectId);
  const projectLock = useLock(task.projectId);
  const lock =
    projectLock ?? (task.archivedAt ? "This task is archived. Restore it to change it." : undefined);
  const trail = [
    { label: "Projects", href: path("/projects") },
    ...(project ? [{ label: project.name, href: path(`/projects/${project.id}`) }] : []),
  ];
  return (
    <>
      <PageBar trail={trail} here={task.key} actions={<TaskMenu task={task} lock={projectLock} />} />
      <div className="grid gap-x-10 gap-y-6 px-5 py-6 max-md:px-4 lg:grid-cols-[minmax(0,720px)_280px]">
        <article className="min-w-0">
          {task.archivedAt && (
            <div className="mb-4">
              <Notice>This task is archived. Restore it from its menu to change it.</Notice>
            </div>
          )}
          <TitleEditor task={task} lock={lock} />
          <DescriptionEditor task={task} lock={lock} />
        </article>
        <aside aria-label="Properties" className="lg:row-span-2">
          <PropertyRail task={task} lock={lock} project={project} />
        </aside>
        <div className="min-w-0">
          <Comments taskId={task.id} locked={readOnly || project?.status === "archived"} />
          <ActivityList taskId={task.id} />
        </div>
      </div>
    </>
  );
}
