"use client";

import Link from "next/link";
import { useRef } from "react";
import { ListEnd } from "@/components/list-end";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { useTrash } from "./queries";
import { TrashRow } from "./trash-row";

/** What was deleted in the last 30 days, with the way back. */
export function TrashList() {
  const pages = useTrash();
  const { path } = useWorkspace();
  const section = useRef<HTMLElement>(null);
  const items = pages.data?.pages.flatMap((page) => page.trash) ?? [];
  return (
    <section ref={section} tabIndex={-1} aria-label="Deleted" className="outline-none">
      {items.length === 0 && !pages.error && (
        <EmptyState
          title="The trash is empty."
          action={
            <Link href={path("/projects")} className={buttonClass("default", "m")}>
              Go to projects
            </Link>
          }
        >
          What you delete lies here for 30 days, and can be restored as it was.
        </EmptyState>
      )}
      <ul className="border-line border-t empty:border-none">
        {items.map((item) => (
          <TrashRow key={item.id} item={item} onLast={() => section.current?.focus()} />
        ))}
      </ul>
      <ListEnd pages={pages}>Show more</ListEnd>
    </section>
  );
}
