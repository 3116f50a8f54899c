"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, type ButtonSize } from "@/components/ui/button";
import { api } from "@/lib/api";
import { toastDone, toastFailure } from "@/lib/toast";
import { useWorkspace } from "./workspace-context";

/** Takes the deletion of the workspace back. */
export function KeepWorkspace({ size, autoFocus = false }: { size: ButtonSize; autoFocus?: boolean }) {
  const { slug, name } = useWorkspace();
  const router = useRouter();
  const [busy, setBusy] = useState(false);

  async function keep() {
    if (busy) return;
    setBusy(true);
    try {
      await api("/workspace/restore", { method: "POST", workspace: slug });
      router.refresh();
      // This button goes, and whoever pressed it would stand nowhere.
      document.getElementById("content")?.focus();
      await toastDone(`${name} stays`);
    } catch (error) {
      await toastFailure(`${name} is still to be deleted`, error, () => void keep());
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button kind="default" size={size} autoFocus={autoFocus} aria-disabled={busy} onClick={keep}>
      Keep this workspace
    </Button>
  );
}
