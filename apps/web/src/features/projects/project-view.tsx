"use client";

import dynamic from "next/dynamic";
import { EmptyState } from "@/components/ui/empty-state";
import { useProjectTasks } from "@/features/tasks/queries";
import { useLock } from "@/features/tasks/use-lock";
import { FilterBar } from "@/features/tasks/view/filter-bar";
import { useView } from "@/features/tasks/view/use-view";
import { isFiltered, tasksIn } from "@/features/tasks/view/view-params";
import { useProjects } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { Project } from "@/lib/types";
import { ProjectBar } from "./project-bar";
import { ProjectHead } from "./project-head";

// Each layout brings its own code; the server draws either.
const Board = dynamic(() => import("@/features/tasks/board/board").then((module) => module.Board));
const TaskList = dynamic(() => import("@/features/tasks/list/task-list").then((module) => module.TaskList));
const ArchivedTasks = dynamic(() =>
  import("@/features/tasks/archived-tasks").then((module) => module.ArchivedTasks),
);

/** A project: its board or its list. */
export function ProjectView({ initial }: { initial: Project }) {
  const { me } = useWorkspace();
  const project = useProjects().find((one) => one.id === initial.id) ?? initial;
  const [view, change] = useView();
  const { data: tasks = [] } = useProjectTasks(project.id);
  const lock = useLock(project.id);
  const shown = tasksIn(view, tasks, me.id);
  return (
    <>
      <ProjectBar project={project} view={view} onChange={change} lock={lock} />
      <ProjectHead project={project} tasks={tasks} />
      <FilterBar view={view} onChange={change} />
      {view.archived ? (
        <ArchivedTasks
          projectId={project.id}
          view={view}
          lock={lock}
          onLeave={() => change({ archived: false })}
        />
      ) : tasks.length > 0 && shown.length === 0 && isFiltered(view) ? (
        <EmptyState title="No task matches these filters.">Clear a filter to see more.</EmptyState>
      ) : view.layout === "list" ? (
        <TaskList projectId={project.id} tasks={shown} sort={view.sort} lock={lock} />
      ) : (
        <Board projectId={project.id} tasks={shown} locked={lock !== undefined} />
      )}
    </>
  );
}
