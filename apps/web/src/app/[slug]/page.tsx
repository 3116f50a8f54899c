import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { readMyTasks } from "@/features/tasks/read-tasks";
import { Home } from "@/features/workspace/home";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { openWorkspace } from "@/server/viewer";

export default async function HomePage({ params }: { params: Promise<{ slug: string }> }) {
  const { ctx, tenant } = await openWorkspace((await params).slug);
  const tasks = await readMyTasks(ctx);
  return (
    <Prefetched data={[[keys.myTasks(tenant.slug), tasks]]}>
      <PageBar here="Home" />
      <PageBody title={tenant.name}>
        <Home />
      </PageBody>
    </Prefetched>
  );
}
