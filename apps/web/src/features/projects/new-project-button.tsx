"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { useWorkspace } from "@/features/workspace/workspace-context";

const load = () => import("./project-dialog");
const ProjectDialog = lazy(load);

/** Opens the form for a new project. */
export function NewProjectButton({ kind = "primary" }: { kind?: "primary" | "default" }) {
  const { can } = useWorkspace();
  const [open, setOpen] = useState(false);
  const allowed = can("projects:write");
  return (
    <>
      <Button
        kind={kind}
        disabled={!allowed}
        title={allowed ? undefined : "Guests cannot create projects."}
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
