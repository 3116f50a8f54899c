import { readWork } from "@acre/core/platform";
import type { Metadata } from "next";
import { PageBody } from "@/components/page-body";
import { WorkList } from "@/features/admin/work-list";
import { requireOperator } from "@/server/operator";

export const metadata: Metadata = { title: "Work" };

export default async function AdminWorkPage() {
  const operator = await requireOperator("/admin/work");
  return (
    <PageBody title="Work" intro="What goes on now, and what came of it lately.">
      <WorkList initial={await readWork(operator)} />
    </PageBody>
  );
}
