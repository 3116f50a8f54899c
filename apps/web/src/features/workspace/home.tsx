"use client";

import { useId } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { NewProjectButton } from "@/features/projects/new-project-button";
import { ProjectList } from "@/features/projects/project-list";
import { MyTasks } from "@/features/tasks/my-tasks";
import { useProjects } from "./directory";
import { useWorkspace } from "./workspace-context";

/** A workspace's first page: its projects, and what waits for the person. */
export function Home() {
  const { can } = useWorkspace();
  const projects = useProjects().filter((project) => project.status === "active");
  const [projectsId, workId] = [useId(), useId()];
  return (
    <>
      <section aria-labelledby={projectsId} className="mb-8">
        <div className="mb-2 flex items-center">
          <h2 id={projectsId} className="font-semibold">
            Projects
          </h2>
          <span className="ml-auto">
            <NewProjectButton kind="default" />
          </span>
        </div>
        {projects.length > 0 ? (
          <ProjectList projects={projects} />
        ) : (
          <EmptyState title="No projects yet.">
            {can("projects:write")
              ? "A project holds the tasks of one piece of work. Make the first one."
              : "Projects appear here as soon as somebody makes one."}
          </EmptyState>
        )}
      </section>
      <section aria-labelledby={workId}>
        <h2 id={workId} className="mb-2 font-semibold">
          Waiting for you
        </h2>
        <MyTasks level="h3" />
      </section>
    </>
  );
}
