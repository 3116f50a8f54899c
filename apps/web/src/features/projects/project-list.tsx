"use client";

import { Lock } from "lucide-react";
import Link from "next/link";
import { HueDot } from "@/components/ui/hue-dot";
import { Tally } from "@/components/ui/tally";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { Project } from "@/lib/types";

/** Projects with what has been done in each, as tally marks. */
export function ProjectList({ projects }: { projects: readonly Project[] }) {
  return (
    <ul className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
      {projects.map((project) => (
        <ProjectCard key={project.id} project={project} />
      ))}
    </ul>
  );
}

function ProjectCard({ project }: { project: Project }) {
  const { path } = useWorkspace();
  const { completed, total } = project.taskCounts;
  return (
    <li className="relative grid content-start gap-2 rounded-m border border-line bg-raised p-4 transition-colors hover:border-line-strong">
      <div className="flex min-w-0 items-center gap-2">
        <HueDot hue={project.color} />
        <Link
          href={path(`/projects/${project.id}`)}
          className="min-w-0 truncate font-semibold after:absolute after:inset-0 after:rounded-m"
        >
          {project.name}
        </Link>
        {project.private && <Lock size={12} className="shrink-0 text-ink-3" aria-label="Private" />}
        <span className="ml-auto font-medium font-mono text-ink-3 text-tiny">{project.key}</span>
      </div>
      {project.description && <p className="line-clamp-2 text-ink-2">{project.description}</p>}
      <div className="mt-1 flex min-h-4 items-center gap-3 text-ink-2 text-small">
        {total > 0 ? (
          <Tally done={completed} total={total} />
        ) : (
          <span className="text-ink-3">No tasks yet</span>
        )}
        {total > 0 && (
          <span aria-hidden="true" className="ml-auto shrink-0">
            {completed} of {total}
          </span>
        )}
      </div>
    </li>
  );
}
