"use client";

import { usePathname } from "next/navigation";
import * as RadixDialog from "radix-ui/dialog";
import { useEffect, useRef } from "react";
import { Sidebar, type SidebarProps } from "./sidebar";

/** The sidebar as a sheet from the left; closes when it has led somewhere. */
export default function DrawerPanel({ onClose, ...sidebar }: SidebarProps & { onClose: () => void }) {
  const pathname = usePathname();
  const openedAt = useRef(pathname);
  useEffect(() => {
    if (pathname !== openedAt.current) onClose();
  }, [pathname, onClose]);
  return (
    <RadixDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 w-[280px] max-w-[86vw] animate-fade border-line border-r bg-sunk shadow-lift outline-none"
        >
          <RadixDialog.Title className="sr-only">Navigation</RadixDialog.Title>
          <Sidebar {...sidebar} />
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
