"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import type { ApiKey } from "@/lib/types";
import { ApiKeyForm } from "./api-key-form";
import type { ScopeChoice } from "./api-key-list";
import { ApiKeySecret } from "./api-key-secret";

interface NewApiKeyDialogProps {
  scopes: readonly ScopeChoice[];
  onClose: () => void;
}

/** Asks what a key is for, then shows it, this once. */
export default function NewApiKeyDialog({ scopes, onClose }: NewApiKeyDialogProps) {
  const [made, setMade] = useState<(ApiKey & { key: string }) | null>(null);
  return made ? (
    <Dialog title={made.name} onClose={onClose}>
      <ApiKeySecret secret={made.key} onClose={onClose} />
    </Dialog>
  ) : (
    <Dialog
      title="New API key"
      description="A program that has it acts in your name, and is called by the key's name in the log."
      onClose={onClose}
    >
      <ApiKeyForm scopes={scopes} onMade={setMade} onClose={onClose} />
    </Dialog>
  );
}
