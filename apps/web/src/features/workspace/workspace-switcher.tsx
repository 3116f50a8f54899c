"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { useWorkspace } from "./workspace-context";
import { WorkspaceMark } from "./workspace-mark";

/** Names the workspace one stands in, and leads to the person's others. */
export function WorkspaceSwitcher({ workspaces }: { workspaces: readonly { slug: string; name: string }[] }) {
  const { slug, name } = useWorkspace();
  return (
    <Menu
      label={`Workspace: ${name}`}
      sections={() => [
        {
          label: "Workspaces",
          items: workspaces.map((other) => ({
            label: other.name,
            href: `/${other.slug}`,
            checked: other.slug === slug,
            icon: <WorkspaceMark name={other.name} />,
          })),
        },
        {
          items: [
            { label: "New workspace", href: "/new-workspace", icon: <Plus size={14} aria-hidden="true" /> },
          ],
        },
      ]}
      className="mb-1.5 flex h-9 w-full items-center gap-2 rounded-s px-2 text-left font-semibold hover:bg-line/40 pointer-coarse:h-11"
    >
      <WorkspaceMark name={name} />
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <ChevronsUpDown size={14} className="text-ink-3" aria-hidden="true" />
    </Menu>
  );
}
