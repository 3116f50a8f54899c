"use client";

import { Menu as MenuIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { SidebarProps } from "./sidebar";

const load = () => import("./drawer-panel");
const DrawerPanel = lazy(load);

/** On a narrow screen, the button that brings the sidebar in. */
export function Drawer(props: SidebarProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="absolute top-0 left-2 z-20 grid h-12 place-items-center md:hidden">
      <IconButton label="Open navigation" aria-expanded={open} onFocus={load} onClick={() => setOpen(true)}>
        <MenuIcon size={18} aria-hidden="true" />
      </IconButton>
      {open && (
        <Suspense>
          <DrawerPanel {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
