"use client";

import { useId } from "react";
import { Moment } from "@/components/moment";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useMembers } from "@/features/workspace/directory";
import { messageOf } from "@/lib/api";
import { useActivity } from "../queries";
import { activityWords } from "./activity-words";

/** The history of a task: who changed what, newest first. */
export function ActivityList({ taskId }: { taskId: string }) {
  const id = useId();
  const members = useMembers();
  const nameOf = (memberId: string) => members.find((member) => member.id === memberId)?.name;
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useActivity(taskId);
  const entries = data?.pages.flatMap((page) => page.activity) ?? [];
  const lines = entries.flatMap((entry) => {
    const words = activityWords(entry, nameOf);
    return words ? [{ ...entry, words }] : [];
  });
  return (
    <section aria-labelledby={id} className="mt-8 border-line border-t pt-5">
      <h2 id={id} className="mb-3 font-semibold">
        History
      </h2>
      <ol className="grid gap-2">
        {lines.map((line) => (
          <li key={line.id} className="flex gap-2 text-ink-2">
            <span className="min-w-0 flex-1 break-words">
              <span className="text-ink">{line.actorName}</span> {line.words}
            </span>
            <Moment at={line.createdAt} />
          </li>
        ))}
      </ol>
      {error && <Notice kind="error">{messageOf(error)}</Notice>}
      {hasNextPage && (
        <Button
          size="m"
          className="mt-4"
          aria-disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
    </section>
  );
}
