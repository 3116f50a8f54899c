"use client";

import { Archive, ArchiveRestore, Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Menu } from "@/components/ui/menu";
import { useUndo } from "@/features/trash/use-undo";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { toastDone, toastFailure } from "@/lib/toast";
import type { Task } from "@/lib/types";
import { useDeleteTask, useEditTask } from "../mutations";

/** What can be done with a task as a whole. */
export function TaskMenu({ task, lock }: { task: Task; lock: string | undefined }) {
  const { path } = useWorkspace();
  const router = useRouter();
  const edit = useEditTask();
  const remove = useDeleteTask();
  const offerUndo = useUndo();
  const archived = task.archivedAt !== null;

  async function setArchived(put: boolean) {
    const look = { archivedAt: put ? new Date().toISOString() : null };
    if (await edit(task, { look, ask: { archived: put } })) {
      await toastDone(put ? `${task.key} is archived` : `${task.key} is restored`);
    }
  }

  async function putAway() {
    try {
      await remove(task);
    } catch (error) {
      await toastFailure(`${task.key} was not deleted`, error, () => void putAway());
      return;
    }
    router.replace(path(`/projects/${task.projectId}`));
    await offerUndo(task.id, task.key);
  }

  return (
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
              onSelect: () => void putAway(),
              disabledReason: lock,
            },
          ],
        },
      ]}
    >
      <Ellipsis size={16} aria-hidden="true" />
    </Menu>
  );
}
