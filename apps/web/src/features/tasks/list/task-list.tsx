"use client";

import { useState } from "react";
import { statuses, type Task } from "@/lib/types";
import { compareBy, type Sort } from "../view/view-params";
import { StatusGroup } from "./status-group";

interface TaskListProps {
  projectId: string;
  tasks: readonly Task[];
  sort: Sort;
  lock: string | undefined;
}

/** A project's tasks on lines of 36 px, grouped by status. */
export function TaskList({ projectId, tasks, sort, lock }: TaskListProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const sorted = tasks.toSorted(compareBy(sort));
  return (
    <div className="px-5 pb-8 max-md:px-2">
      {statuses.map((status) => (
        <StatusGroup
          key={status}
          projectId={projectId}
          status={status}
          tasks={sorted.filter((task) => task.status === status)}
          lock={lock}
          open={!closed.has(status)}
          onToggle={() => setClosed((groups) => toggled(groups, status))}
        />
      ))}
    </div>
  );
}

function toggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
