"use client";

import { KeyRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ScopeChoice } from "./api-key-list";

const load = () => import("./new-api-key-dialog");
const NewApiKeyDialog = lazy(load);

/** Opens the dialog to create a key. */
export function NewApiKeyButton({ scopes }: { scopes: readonly ScopeChoice[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" size="m" onFocus={load} onPointerEnter={load} onClick={() => setOpen(true)}>
        <KeyRound size={14} aria-hidden="true" />
        New API key
      </Button>
      {open && (
        <Suspense>
          <NewApiKeyDialog scopes={scopes} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
