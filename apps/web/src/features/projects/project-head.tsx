"use client";

import { Avatar } from "@/components/ui/avatar";
import { Notice } from "@/components/ui/notice";
import { useMembers } from "@/features/workspace/directory";
import type { Project, Task } from "@/lib/types";

/** A project's title, what it is for, how far it is, and who works on it. */
export function ProjectHead({ project, tasks }: { project: Project; tasks: readonly Task[] }) {
  const counted = tasks.filter((task) => task.status !== "cancelled");
  const done = counted.filter((task) => task.status === "completed").length;
  const people = useMembers().filter((member) => tasks.some((task) => task.assigneeId === member.id));
  const progress = counted.length > 0 ? `${done} of ${counted.length} done.` : "No tasks yet.";
  return (
    <div className="px-5 pt-5 pb-2 max-md:px-4 max-md:pt-3">
      <div className="flex items-end gap-4">
        <div className="min-w-0">
          <h1 className="page-title break-words">{project.name}</h1>
          <p className="mt-0.5 line-clamp-2 text-ink-2">
            {project.description ? `${withStop(project.description)} ` : ""}
            {progress}
          </p>
        </div>
        {people.length > 0 && (
          <ul aria-label="People with tasks here" className="ml-auto flex pl-2 max-md:hidden">
            {people.slice(0, 8).map((member) => (
              <li key={member.id} className="-ml-1.5">
                <Avatar id={member.id} name={member.name} className="border-2 border-paper" />
              </li>
            ))}
          </ul>
        )}
      </div>
      {project.status === "archived" && (
        <div className="mt-3">
          <Notice>This project is archived. It can be read; restore it from its menu to change it.</Notice>
        </div>
      )}
    </div>
  );
}

function withStop(text: string): string {
  const plain = text.trim();
  return /[.!?…]$/u.test(plain) ? plain : `${plain}.`;
}
