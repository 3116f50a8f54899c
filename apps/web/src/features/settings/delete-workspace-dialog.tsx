"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/features/auth/text-field";
import { useForm } from "@/features/auth/use-form";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api } from "@/lib/api";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.deleteWorkspaceInput);

interface DeleteWorkspaceDialogProps {
  onClose: () => void;
  /** The workspace is to be deleted now. */
  onDone: () => void;
}

/** Asks for the workspace's address, and has it deleted in seven days. */
export default function DeleteWorkspaceDialog({ onClose, onDone }: DeleteWorkspaceDialogProps) {
  const { slug, name } = useWorkspace();
  const router = useRouter();
  const { errors, problem, busy, form } = useForm<{ confirm: string }>({
    schema,
    async submit(values) {
      await api("/workspace", { method: "DELETE", workspace: slug, body: values });
      onDone();
      onClose();
      router.refresh();
    },
  });
  return (
    <Dialog
      title={`Delete ${name}?`}
      description="From now on nobody can change anything in it. After 7 days everything in it is erased and cannot be brought back."
      onClose={onClose}
    >
      <form {...form} className="grid gap-4">
        <TextField
          name="confirm"
          label={`Write ${slug} to confirm`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={errors.confirm}
        />
        {problem && <Notice kind="error">{problem.message}</Notice>}
        <div className="flex justify-end gap-2">
          <Button size="m" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="danger" size="m" type="submit" aria-disabled={busy}>
            Delete this workspace
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
