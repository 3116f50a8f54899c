"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, messageOf } from "@/lib/api";
import type { ApiKey } from "@/lib/types";
import { ApiKeySecret } from "./api-key-secret";

/** Asks before the old secret stops working, then shows the new one, this once. */
export default function RotateApiKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function rotate() {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const path = `/api-keys/${apiKey.id}/rotate`;
      setSecret((await api<{ key: string }>(path, { method: "POST", workspace: slug })).key);
      router.refresh();
    } catch (error) {
      setProblem(messageOf(error));
      setBusy(false);
    }
  }

  if (secret) {
    return (
      <Dialog title={apiKey.name} onClose={onClose}>
        <ApiKeySecret secret={secret} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={`Rotate ${apiKey.name}?`}
      description="It gets another secret, and the old one stops working at once."
      onClose={onClose}
    >
      <div className="grid gap-4">
        {problem && <Notice kind="error">{problem}</Notice>}
        <div className="flex justify-end gap-2">
          <Button size="m" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" size="m" aria-disabled={busy} onClick={rotate}>
            Rotate
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
