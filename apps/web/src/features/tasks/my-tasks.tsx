"use client";

import { useId } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { useProjects } from "@/features/workspace/directory";
import { type DueGroup, dueGroup } from "@/lib/dates";
import { isClosed, type Task } from "@/lib/types";
import { useToday } from "@/lib/use-now";
import { useMyTasks } from "./queries";
import { TaskRow } from "./task-row";
import { useLock } from "./use-lock";

const groups: readonly { value: DueGroup; label: string }[] = [
  { value: "overdue", label: "Overdue" },
  { value: "today", label: "Today" },
  { value: "upcoming", label: "Upcoming" },
  { value: "none", label: "No due date" },
];

/** The person's open tasks over all projects, by the day they are due. */
export function MyTasks({ level }: { level: "h2" | "h3" }) {
  const now = useToday();
  const open = useMyTasks().filter((task) => !isClosed(task.status));
  if (open.length === 0) {
    return (
      <EmptyState title="Nothing is waiting for you.">
        Tasks assigned to you appear here, from every project, by the day they are due.
      </EmptyState>
    );
  }
  return groups.map(({ value, label }) => (
    <DueSection
      level={level}
      key={value}
      label={label}
      tasks={open.filter((task) => dueGroup(task.dueDate, now) === value)}
    />
  ));
}

interface DueSectionProps {
  level: "h2" | "h3";
  label: string;
  tasks: readonly Task[];
}

function DueSection({ level: Heading, label, tasks }: DueSectionProps) {
  const id = useId();
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby={id} className="mb-6">
      <Heading id={id} className="flex items-center gap-2 border-line border-b px-3 py-1.5 font-semibold">
        {label} <span className="font-medium font-mono text-ink-3 text-tiny">{tasks.length}</span>
      </Heading>
      <ul>
        {tasks.map((task) => (
          <MyRow key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function MyRow({ task }: { task: Task }) {
  const project = useProjects().find((one) => one.id === task.projectId);
  return <TaskRow task={task} lock={useLock(task.projectId)} project={project?.name} />;
}
