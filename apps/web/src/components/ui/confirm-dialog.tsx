"use client";

import * as AlertDialog from "radix-ui/alert-dialog";
import { type ReactNode, useState } from "react";
import { messageOf } from "@/lib/api";
import { Button } from "./button";
import { Notice } from "./notice";
import { useReturnFocus } from "./use-return-focus";

interface ConfirmDialogProps {
  title: string;
  /** What will be lost. */
  children: ReactNode;
  action: string;
  /** Does it; a failure is shown here, and the question stays. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that cannot be undone. Shown as long as it is rendered. */
export function ConfirmDialog({ title, children, action, onConfirm, onClose }: ConfirmDialogProps) {
  const returnFocus = useReturnFocus();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    setBusy(true);
    setProblem(null);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  }

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <AlertDialog.Content
          onCloseAutoFocus={returnFocus}
          className="fixed top-[24vh] left-1/2 z-50 grid w-[420px] max-w-[calc(100vw-24px)] -translate-x-1/2 animate-rise gap-3 rounded-l border border-line bg-raised p-6 shadow-lift outline-none"
        >
          <AlertDialog.Title className="page-title">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="text-ink-2">{children}</div>
          </AlertDialog.Description>
          {problem && <Notice kind="error">{problem}</Notice>}
          <div className="mt-2 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button size="m">Cancel</Button>
            </AlertDialog.Cancel>
            <Button kind="danger" size="m" disabled={busy} onClick={confirm}>
              {action}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
