"use client";

import { PageBar } from "@/components/page-bar";
import { NewTaskButton } from "@/features/tasks/new-task-button";
import { LayoutToggle } from "@/features/tasks/view/layout-toggle";
import type { View } from "@/features/tasks/view/view-params";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { Project } from "@/lib/types";
import { ProjectMenu } from "./project-menu";

interface ProjectBarProps {
  project: Project;
  view: View;
  onChange: (change: Partial<View>) => void;
  lock: string | undefined;
}

/** The bar on top of a project. */
export function ProjectBar({ project, view, onChange, lock }: ProjectBarProps) {
  const { path } = useWorkspace();
  return (
    <PageBar
      trail={[{ label: "Projects", href: path("/projects") }]}
      here={project.name}
      actions={
        <>
          <LayoutToggle value={view.layout} onChange={(layout) => onChange({ layout, archived: false })} />
          <ProjectMenu project={project} onShowArchived={() => onChange({ archived: true })} />
          <NewTaskButton projectId={project.id} lock={lock} />
        </>
      }
    />
  );
}
