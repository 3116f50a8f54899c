"use client";

import { useId } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { useProjects } from "@/features/workspace/directory";
import { ProjectList } from "./project-list";

/** Active projects, and below them the archived ones. */
export function AllProjects() {
  const projects = useProjects();
  const archivedId = useId();
  const active = projects.filter((project) => project.status === "active");
  const archived = projects.filter((project) => project.status === "archived");
  return (
    <>
      {active.length > 0 ? (
        <ProjectList projects={active} />
      ) : (
        <EmptyState title="No active projects.">A project holds the tasks of one piece of work.</EmptyState>
      )}
      {archived.length > 0 && (
        <section aria-labelledby={archivedId} className="mt-8">
          <h2 id={archivedId} className="mb-2 font-semibold">
            Archived
          </h2>
          <ProjectList projects={archived} />
        </section>
      )}
    </>
  );
}
