import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { AllProjects } from "@/features/projects/all-projects";
import { NewProjectButton } from "@/features/projects/new-project-button";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage({ params }: { params: Promise<{ slug: string }> }) {
  await openWorkspace((await params).slug);
  return (
    <>
      <PageBar here="Projects" actions={<NewProjectButton />} />
      <PageBody title="Projects">
        <AllProjects />
      </PageBody>
    </>
  );
}
