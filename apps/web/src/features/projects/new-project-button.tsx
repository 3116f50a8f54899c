"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { useWorkspace } from "@/features/workspace/workspace-context";

const load = () => import("./project-dialog");
const ProjectDialog = lazy(load);

/** Opens the form for a new project. */
export function NewProjectButton({ kind = "primary" }: { kind?: "primary" | "default" }) {
  const { lockOf } = useWorkspace();
  const [open, setOpen] = useState(false);
  const lock = lockOf("projects:write", "Guests cannot create projects.");
  return (
    <>
      <Button
        kind={kind}
        disabled={lock !== undefined}
        title={lock}
        onFocus={load}
        onPointerEnter={load}
        onClick={() => setOpen(true)}
      >
        <Plus size={14} aria-hidden="true" />
        New project
      </Button>
      {open && (
        <Suspense>
          <ProjectDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
