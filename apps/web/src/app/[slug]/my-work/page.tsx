import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { MyTasks } from "@/features/tasks/my-tasks";
import { readMyTasks } from "@/features/tasks/read-tasks";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "My work" };

export default async function MyWorkPage({ params }: { params: Promise<{ slug: string }> }) {
  const { ctx, tenant } = await openWorkspace((await params).slug);
  const tasks = await readMyTasks(ctx);
  return (
    <Prefetched data={[[keys.myTasks(tenant.slug), tasks]]}>
      <PageBar here="My work" />
      <PageBody title="My work" intro="Open tasks assigned to you, from every project.">
        <MyTasks level="h2" />
      </PageBody>
    </Prefetched>
  );
}
