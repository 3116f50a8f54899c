import { listTrash } from "@acre/core";
import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { TrashList } from "@/features/trash/trash-list";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "Trash" };

export default async function TrashPage({ params }: { params: Promise<{ slug: string }> }) {
  const { ctx, tenant, rights } = await openWorkspace((await params).slug);
  const mayRead = rights.includes("trash:read");
  return (
    <>
      <PageBar here="Trash" />
      <PageBody title="Trash" intro="Deleted tasks and projects can be restored for 30 days.">
        {mayRead ? (
          <Prefetched
            data={[[keys.trash(tenant.slug), { pages: [await listTrash(ctx)], pageParams: [null] }]]}
          >
            <TrashList />
          </Prefetched>
        ) : (
          <p className="text-ink-2">Guests cannot see the trash.</p>
        )}
      </PageBody>
    </>
  );
}
