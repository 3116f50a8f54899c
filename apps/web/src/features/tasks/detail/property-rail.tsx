"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Moment } from "@/components/moment";
import { HueDot } from "@/components/ui/hue-dot";
import { useMembers } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { Project, Task } from "@/lib/types";
import { AssigneeField } from "../fields/assignee-field";
import { DueField } from "../fields/due-field";
import { LabelsField } from "../fields/labels-field";
import { PriorityField } from "../fields/priority-field";
import { StatusField } from "../fields/status-field";

interface PropertyRailProps {
  task: Task;
  lock: string | undefined;
  project: Project | undefined;
}

const field = "flex min-h-8 w-full min-w-0 items-center gap-2 px-2 text-left pointer-coarse:min-h-11";

/** Everything about a task that is picked rather than written. */
export function PropertyRail({ task, lock, project }: PropertyRailProps) {
  const { path } = useWorkspace();
  const creator = useMembers().find((member) => member.id === task.creatorId);
  const shared = { task, lock, wordy: true, className: field };
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] items-center gap-y-0.5 rounded-m border border-line bg-raised p-2">
      <Property name="Status">
        <StatusField {...shared} />
      </Property>
      <Property name="Priority">
        <PriorityField {...shared} />
      </Property>
      <Property name="Assignee">
        <AssigneeField {...shared} />
      </Property>
      <Property name="Due">
        <DueField {...shared} />
      </Property>
      <Property name="Labels">
        <LabelsField {...shared} />
      </Property>
      {project && (
        <Property name="Project">
          <Link href={path(`/projects/${project.id}`)} className={`${field} rounded-s hover:bg-sunk`}>
            <HueDot hue={project.color} />
            <span className="truncate">{project.name}</span>
          </Link>
        </Property>
      )}
      <Property name="Created">
        <span className="block px-2 py-1.5">
          <Moment at={task.createdAt} />{" "}
          <span className="text-ink-2">by {creator?.name ?? "a former member"}</span>
        </span>
      </Property>
    </dl>
  );
}

function Property({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="px-2 text-ink-3">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
