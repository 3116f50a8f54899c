"use client";

import { Archive, ArchiveRestore, Ellipsis, ListX, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { Menu } from "@/components/ui/menu";
import { useUndo } from "@/features/trash/use-undo";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { toastDone, toastFailure } from "@/lib/toast";
import type { Project } from "@/lib/types";
import { useDeleteProject, useUpdateProject } from "./queries";

const ProjectDialog = lazy(() => import("./project-dialog"));

/** What can be done with a project as a whole. */
export function ProjectMenu({ project, onShowArchived }: { project: Project; onShowArchived: () => void }) {
  const { can, lockOf, me, path } = useWorkspace();
  const router = useRouter();
  const update = useUpdateProject(project.id);
  const remove = useDeleteProject(project.id);
  const offerUndo = useUndo();
  const [editing, setEditing] = useState(false);
  const archived = project.status === "archived";
  const lock = lockOf("projects:write", "Guests cannot change projects.");
  const mayDelete = project.ownerId === me.id || can("projects:delete");

  async function setStatus(status: Project["status"]) {
    try {
      await update.mutateAsync({ status });
      await toastDone(status === "archived" ? `${project.name} is archived` : `${project.name} is restored`);
    } catch (error) {
      await toastFailure(`${project.name} was not changed`, error, () => void setStatus(status));
    }
  }

  async function putAway() {
    try {
      await remove.mutateAsync();
    } catch (error) {
      await toastFailure(`${project.name} was not deleted`, error, () => void putAway());
      return;
    }
    router.replace(path("/projects"));
    await offerUndo(project.id, project.name);
  }

  return (
    <>
      <Menu
        label="Project actions"
        align="end"
        className="tap grid size-7 place-items-center rounded-s text-ink-2 hover:bg-sunk"
        sections={() => [
          {
            items: [
              {
                label: "Edit project",
                icon: <Pencil size={14} aria-hidden="true" />,
                onSelect: () => setEditing(true),
                disabledReason: lock ?? (archived ? "Restore the project first." : undefined),
              },
              {
                label: "Archived tasks",
                icon: <ListX size={14} aria-hidden="true" />,
                onSelect: onShowArchived,
              },
              archived
                ? {
                    label: "Restore project",
                    icon: <ArchiveRestore size={14} aria-hidden="true" />,
                    onSelect: () => void setStatus("active"),
                    disabledReason: lock,
                  }
                : {
                    label: "Archive project",
                    icon: <Archive size={14} aria-hidden="true" />,
                    onSelect: () => void setStatus("archived"),
                    disabledReason: lock,
                  },
            ],
          },
          {
            items: [
              {
                label: "Delete project",
                icon: <Trash2 size={14} aria-hidden="true" />,
                danger: true,
                onSelect: () => void putAway(),
                disabledReason: lock ?? (mayDelete ? undefined : "Only its owner or an admin can delete it."),
              },
            ],
          },
        ]}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </Menu>
      <Suspense>{editing && <ProjectDialog project={project} onClose={() => setEditing(false)} />}</Suspense>
    </>
  );
}
