import { getProject } from "@acre/core";
import type { Metadata } from "next";
import { ProjectView } from "@/features/projects/project-view";
import { readProjectTasks } from "@/features/tasks/read-tasks";
import { orNotFound } from "@/lib/or-not-found";
import { pageTitle } from "@/lib/page-title";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { openWorkspace } from "@/server/viewer";

interface ProjectPageProps {
  params: Promise<{ slug: string; projectId: string }>;
}

export async function generateMetadata({ params }: ProjectPageProps): Promise<Metadata> {
  const { slug, projectId } = await params;
  return pageTitle(async () => {
    const { ctx } = await openWorkspace(slug);
    return (await getProject(ctx, { id: projectId })).name;
  }, "Not found");
}

export default async function ProjectPage({ params }: ProjectPageProps) {
  const { slug, projectId } = await params;
  const { ctx, tenant } = await openWorkspace(slug);
  const project = await orNotFound(getProject(ctx, { id: projectId }));
  const tasks = await readProjectTasks(ctx, project.id);
  return (
    <Prefetched data={[[keys.projectTasks(tenant.slug, project.id), tasks]]}>
      <ProjectView initial={project} />
    </Prefetched>
  );
}
