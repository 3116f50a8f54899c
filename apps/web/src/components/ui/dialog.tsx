"use client";

import { X } from "lucide-react";
import * as RadixDialog from "radix-ui/dialog";
import type { ReactNode } from "react";
import { IconButton } from "./icon-button";
import { useReturnFocus } from "./use-return-focus";

interface DialogProps {
  title: string;
  description?: string;
  onClose: () => void;
  children: ReactNode;
}

/** A modal sheet; shown as long as it is rendered. Load whatever uses it lazily. */
export function Dialog({ title, description, onClose, children }: DialogProps) {
  const returnFocus = useReturnFocus();
  return (
    <RadixDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <RadixDialog.Content
          onCloseAutoFocus={returnFocus}
          {...(description === undefined && { "aria-describedby": undefined })}
          className="fixed top-[12vh] left-1/2 z-50 max-h-[80dvh] w-[560px] max-w-[calc(100vw-24px)] -translate-x-1/2 animate-rise overflow-y-auto rounded-l border border-line bg-raised p-6 shadow-lift outline-none max-sm:top-4 max-sm:max-h-[calc(100dvh-32px)] max-sm:p-5"
        >
          <div className="mb-4 flex items-start gap-4">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="page-title">{title}</RadixDialog.Title>
              {description && (
                <RadixDialog.Description className="mt-1 text-ink-2">{description}</RadixDialog.Description>
              )}
            </div>
            <RadixDialog.Close asChild>
              <IconButton label="Close">
                <X size={16} aria-hidden="true" />
              </IconButton>
            </RadixDialog.Close>
          </div>
          {children}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
