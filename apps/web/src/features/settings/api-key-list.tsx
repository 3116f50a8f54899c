"use client";

import { KeyRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { ApiKey } from "@/lib/types";
import { ApiKeyRow } from "./api-key-row";

interface ApiKeyListProps {
  apiKeys: readonly ApiKey[];
  /** Names of the members who made them, by id. */
  makers: Readonly<Record<string, string>>;
  scopes: readonly ScopeChoice[];
}

/** What a key can be allowed, in words; `held` when the person may do it themselves. */
export interface ScopeChoice {
  name: string;
  label: string;
  held: boolean;
}

const load = () => import("./new-api-key-dialog");
const NewApiKeyDialog = lazy(load);

/** The keys of the workspace, those that work before those that do not any more. */
export function ApiKeyList({ apiKeys, makers, scopes }: ApiKeyListProps) {
  const { lockOf } = useWorkspace();
  const [open, setOpen] = useState(false);
  const lock = lockOf("keys:write", "Only owners and admins can create keys.");
  const button = !lock && (
    <Button kind="primary" size="m" onFocus={load} onPointerEnter={load} onClick={() => setOpen(true)}>
      <KeyRound size={14} aria-hidden="true" />
      New API key
    </Button>
  );
  const ordered = [
    ...apiKeys.filter(({ revokedAt }) => !revokedAt),
    ...apiKeys.filter(({ revokedAt }) => revokedAt),
  ];
  return (
    <>
      {ordered.length === 0 ? (
        <EmptyState title="No program has a key yet." action={button}>
          {lock}
        </EmptyState>
      ) : (
        <div className="grid justify-items-start gap-4">
          {button || <p className="text-ink-2">{lock}</p>}
          <ul className="grid w-full" aria-label="API keys">
            {ordered.map((apiKey) => (
              <ApiKeyRow key={apiKey.id} apiKey={apiKey} maker={makers[apiKey.createdById]} scopes={scopes} />
            ))}
          </ul>
        </div>
      )}
      {/* Beside both, so that the first key, which ends the empty list, is not taken from sight with it. */}
      {open && (
        <Suspense>
          <NewApiKeyDialog scopes={scopes} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
