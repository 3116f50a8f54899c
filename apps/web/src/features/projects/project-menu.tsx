"use client";

import { Archive, ArchiveRestore, Ellipsis, ListX, Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { Menu } from "@/components/ui/menu";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { toastDone, toastFailure } from "@/lib/toast";
import type { Project } from "@/lib/types";
import { useDeleteProject, useUpdateProject } from "./queries";

const ProjectDialog = lazy(() => import("./project-dialog"));
const ConfirmDialog = lazy(() =>
  import("@/components/ui/confirm-dialog").then((m) => ({ default: m.ConfirmDialog })),
);

/** What can be done with a project as a whole. */
export function ProjectMenu({ project, onShowArchived }: { project: Project; onShowArchived: () => void }) {
  const { can, lockOf, me, path } = useWorkspace();
  const router = useRouter();
  const update = useUpdateProject(project.id);
  const remove = useDeleteProject(project.id);
  const [dialog, setDialog] = useState<"edit" | "delete" | null>(null);
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
                onSelect: () => setDialog("edit"),
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
                onSelect: () => setDialog("delete"),
                disabledReason: lock ?? (mayDelete ? undefined : "Only its owner or an admin can delete it."),
              },
            ],
          },
        ]}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </Menu>
      <Suspense>
        {dialog === "edit" && <ProjectDialog project={project} onClose={() => setDialog(null)} />}
        {dialog === "delete" && (
          <ConfirmDialog
            title={`Delete ${project.name}?`}
            action="Delete project"
            onClose={() => setDialog(null)}
            onConfirm={async () => {
              await remove.mutateAsync();
              router.replace(path("/projects"));
            }}
          >
            Its tasks and their comments are deleted with it. This cannot be undone.
          </ConfirmDialog>
        )}
      </Suspense>
    </>
  );
}
