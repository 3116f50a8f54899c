"use client";

import { useId } from "react";
import { ListEnd } from "@/components/list-end";
import { Moment } from "@/components/moment";
import { useMembers } from "@/features/workspace/directory";
import { useActivity } from "../queries";
import { activityWords } from "./activity-words";

/** The history of a task: who changed what, newest first. */
export function ActivityList({ taskId }: { taskId: string }) {
  const id = useId();
  const members = useMembers();
  const nameOf = (memberId: string) => members.find((member) => member.id === memberId)?.name;
  const pages = useActivity(taskId);
  const entries = pages.data?.pages.flatMap((page) => page.activity) ?? [];
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
      <ListEnd pages={pages}>Show earlier</ListEnd>
    </section>
  );
}
