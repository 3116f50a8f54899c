"use client";

import { Archive, ArchiveRestore, Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { Menu } from "@/components/ui/menu";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { toastDone } from "@/lib/toast";
import type { Task } from "@/lib/types";
import { useDeleteTask, useEditTask } from "../mutations";

const ConfirmDialog = lazy(() =>
  import("@/components/ui/confirm-dialog").then((m) => ({ default: m.ConfirmDialog })),
);

/** What can be done with a task as a whole. */
export function TaskMenu({ task, lock }: { task: Task; lock: string | undefined }) {
  const { path } = useWorkspace();
  const router = useRouter();
  const edit = useEditTask();
  const remove = useDeleteTask();
  const [asking, setAsking] = useState(false);
  const archived = task.archivedAt !== null;

  async function setArchived(put: boolean) {
    const look = { archivedAt: put ? new Date().toISOString() : null };
    if (await edit(task, { look, ask: { archived: put } })) {
      await toastDone(put ? `${task.key} is archived` : `${task.key} is restored`);
    }
  }

  return (
    <>
      <Menu
        label="Task actions"
        align="end"
        className="tap grid size-7 place-items-center rounded-s text-ink-2 hover:bg-sunk"
        sections={() => [
          {
            items: [
              archived
                ? {
                    label: "Restore task",
                    icon: <ArchiveRestore size={14} aria-hidden="true" />,
                    onSelect: () => void setArchived(false),
                    disabledReason: lock,
                  }
                : {
                    label: "Archive task",
                    icon: <Archive size={14} aria-hidden="true" />,
                    onSelect: () => void setArchived(true),
                    disabledReason: lock,
                  },
              {
                label: "Delete task",
                icon: <Trash2 size={14} aria-hidden="true" />,
                danger: true,
                onSelect: () => setAsking(true),
                disabledReason: lock,
              },
            ],
          },
        ]}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </Menu>
      {asking && (
        <Suspense>
          <ConfirmDialog
            title={`Delete ${task.key}?`}
            action="Delete task"
            onClose={() => setAsking(false)}
            onConfirm={async () => {
              await remove(task);
              router.replace(path(`/projects/${task.projectId}`));
            }}
          >
            “{task.title}” and its comments are deleted. This cannot be undone; archive it instead to keep it.
          </ConfirmDialog>
        </Suspense>
      )}
    </>
  );
}
