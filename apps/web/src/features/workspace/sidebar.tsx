"use client";

import { House, Layers, ListChecks, Settings, Trash2 } from "lucide-react";
import { HueDot } from "@/components/ui/hue-dot";
import { ThemeSwitch } from "@/features/theme/theme-switch";
import { useProjects } from "./directory";
import { NavLink } from "./nav-link";
import { TrialNote } from "./trial-note";
import { UserMenu } from "./user-menu";
import { useWorkspace } from "./workspace-context";
import { WorkspaceSwitcher } from "./workspace-switcher";

export interface SidebarProps {
  workspaces: readonly { slug: string; name: string }[];
  plan: string;
  trialDaysLeft: number;
}

/** Everything one can go to from anywhere in a workspace. */
export function Sidebar({ workspaces, plan, trialDaysLeft }: SidebarProps) {
  const { path, can } = useWorkspace();
  const projects = useProjects().filter((project) => project.status === "active");
  return (
    <div className="flex h-full flex-col gap-0.5 overflow-y-auto px-2 py-2.5">
      <WorkspaceSwitcher workspaces={workspaces} />
      <nav aria-label="Workspace" className="grid gap-0.5">
        <NavLink href={path()} icon={<House size={15} aria-hidden="true" />}>
          Home
        </NavLink>
        <NavLink href={path("/my-work")} icon={<ListChecks size={15} aria-hidden="true" />}>
          My work
        </NavLink>
        <NavLink href={path("/projects")} icon={<Layers size={15} aria-hidden="true" />}>
          Projects
        </NavLink>
        <ul className="grid gap-0.5">
          {projects.map((project) => (
            <li key={project.id} className="pl-4">
              <NavLink deep href={path(`/projects/${project.id}`)} icon={<HueDot hue={project.color} />}>
                {project.name}
              </NavLink>
            </li>
          ))}
        </ul>
        {can("trash:read") && (
          <NavLink href={path("/trash")} icon={<Trash2 size={15} aria-hidden="true" />}>
            Trash
          </NavLink>
        )}
        <NavLink href={path("/settings")} icon={<Settings size={15} aria-hidden="true" />}>
          Settings
        </NavLink>
      </nav>
      <div className="mt-auto pt-4">
        <TrialNote plan={plan} daysLeft={trialDaysLeft} />
        <div className="mt-2 flex items-center gap-2">
          <UserMenu />
          <ThemeSwitch />
        </div>
      </div>
    </div>
  );
}
