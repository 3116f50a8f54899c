"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { apiFile, messageOf } from "@/lib/api";
import { saveFile } from "@/lib/save-file";
import { toastDone } from "@/lib/toast";

/** Downloads everything in the workspace as one file. */
export function ExportWorkspace() {
  const { slug, lockOf } = useWorkspace();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const lock = lockOf("export:read", "Only owners can download it.");

  async function download() {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { file, name } = await apiFile("/export", { workspace: slug });
      saveFile(file, name);
      await toastDone("The workspace is downloaded");
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  if (lock !== undefined) return <p className="text-ink-2">{lock}</p>;
  return (
    <div className="grid justify-items-start gap-3">
      <Button size="m" aria-disabled={busy} onClick={download}>
        {busy ? "Downloading…" : "Download everything"}
      </Button>
      {problem && <Notice kind="error">{problem}</Notice>}
    </div>
  );
}
