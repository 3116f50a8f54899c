"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { apiFile, messageOf } from "@/lib/api";
import { saveFile } from "@/lib/save-file";
import { toastDone } from "@/lib/toast";

const formats = [
  { format: "csv", label: "Download CSV" },
  { format: "ndjson", label: "Download JSON" },
] as const;

/** Downloads the entries that the filters let through, all pages of them. */
export function AuditExport({ query }: { query: string }) {
  const { slug } = useWorkspace();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();

  async function download(format: string) {
    if (busy !== null) return;
    setBusy(format);
    setProblem(undefined);
    try {
      const { file, name } = await apiFile(`/audit/export?format=${format}${query && `&${query}`}`, {
        workspace: slug,
      });
      saveFile(file, name);
      await toastDone("The audit log is downloaded");
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(null);
    }
  }

  return (
    <div className="mb-4 grid justify-items-start gap-2">
      <div className="flex flex-wrap gap-2">
        {formats.map(({ format, label }) => (
          <Button key={format} size="m" aria-disabled={busy !== null} onClick={() => download(format)}>
            {busy === format ? "Downloading…" : label}
          </Button>
        ))}
      </div>
      {problem && <Notice kind="error">{problem}</Notice>}
    </div>
  );
}
