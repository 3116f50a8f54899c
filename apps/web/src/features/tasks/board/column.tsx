"use client";

import { useDroppable } from "@dnd-kit/core";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { StatusGlyph } from "@/components/ui/status-glyph";
import { type Status, statusNames, type Task } from "@/lib/types";
import { useGrowing } from "@/lib/use-growing";
import { BoardCard } from "./board-card";
import { QuickAdd } from "./quick-add";

interface ColumnProps {
  projectId: string;
  status: Status;
  tasks: readonly Task[];
  locked: boolean;
  /** Where a dragged card would land: before which card, without counting it; null when not here. */
  slot: number | null;
  /** The dragged card. */
  dragged: string | null;
  /** The card lifted by the keyboard. */
  lifted: string | null;
}

/** One status of the board. */
export function Column({ projectId, status, tasks, locked, slot, dragged, lifted }: ColumnProps) {
  const id = useId();
  const [adding, setAdding] = useState(false);
  const { setNodeRef } = useDroppable({ id: status });
  const { shown, end } = useGrowing<HTMLDivElement>(
    tasks.length,
    tasks.findIndex((task) => task.id === lifted) + 1,
  );
  const drawn = tasks.slice(0, shown);
  const slotBefore = slot === null ? undefined : drawn.filter((task) => task.id !== dragged)[slot]?.id;
  return (
    <section
      ref={setNodeRef}
      aria-labelledby={id}
      data-status={status}
      className="flex max-h-full w-[300px] shrink-0 snap-center flex-col max-sm:w-[calc(100vw-32px)]"
    >
      <div className="mb-1.5 flex h-8 shrink-0 items-center gap-2 px-1">
        <StatusGlyph status={status} />
        <h2 id={id} className="font-semibold">
          {statusNames[status]}
        </h2>
        <span className="font-medium font-mono text-ink-3 text-tiny">{tasks.length}</span>
        {!locked && (
          <IconButton
            label={`Add a task to ${statusNames[status]}`}
            className="ml-auto"
            onClick={() => setAdding(true)}
          >
            <Plus size={16} aria-hidden="true" />
          </IconButton>
        )}
      </div>
      <div className="min-h-24 overflow-y-auto pb-2">
        <ul aria-labelledby={id} className="grid gap-2">
          {drawn.map((task) => (
            <SlotAnd key={task.id} slot={task.id === slotBefore}>
              <BoardCard task={task} locked={locked} lifted={task.id === lifted} />
            </SlotAnd>
          ))}
          {slot !== null && slotBefore === undefined && <Slot />}
        </ul>
        <div ref={end} />
        {!locked && (
          <div className="mt-2 grid gap-2">
            <QuickAdd projectId={projectId} status={status} open={adding} onOpenChange={setAdding} />
          </div>
        )}
      </div>
    </section>
  );
}

function SlotAnd({ slot, children }: { slot: boolean; children: React.ReactNode }) {
  return (
    <>
      {slot && <Slot />}
      {children}
    </>
  );
}

/** The hole a dragged card would fill. */
function Slot() {
  return (
    <li
      aria-hidden="true"
      className="h-[70px] rounded-m border-[1.5px] border-pine border-dashed bg-pine-wash"
    />
  );
}
