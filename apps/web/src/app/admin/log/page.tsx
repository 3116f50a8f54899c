import { isAppError } from "@acre/core";
import { listOperatorEvents } from "@acre/core/platform";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageBody } from "@/components/page-body";
import { EventList } from "@/features/admin/event-list";
import { requireOperator } from "@/server/operator";

export const metadata: Metadata = { title: "Log" };

export default async function AdminLogPage({ searchParams }: { searchParams: Promise<{ before?: string }> }) {
  const operator = await requireOperator("/admin/log");
  const { before: cursor } = await searchParams;
  const { events, nextCursor } = await listOperatorEvents(operator, { cursor }).catch(orLost);
  return (
    <PageBody title="Log" intro="What operators, owners and the installation itself did to tenants.">
      <EventList events={events} />
      {nextCursor && (
        <Link className="tap mt-3 inline-block underline" href={`/admin/log?before=${nextCursor}`}>
          Older
        </Link>
      )}
    </PageBody>
  );
}

function orLost(error: unknown): never {
  if (isAppError(error) && error.code === "invalid_input") notFound();
  throw error;
}
