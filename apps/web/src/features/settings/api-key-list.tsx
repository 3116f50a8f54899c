"use client";

import { EmptyState } from "@/components/ui/empty-state";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { ApiKey } from "@/lib/types";
import { ApiKeyRow } from "./api-key-row";
import { NewApiKeyButton } from "./new-api-key-button";

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

/** The keys of the workspace, those that work before those that do not any more. */
export function ApiKeyList({ apiKeys, makers, scopes }: ApiKeyListProps) {
  const { lockOf } = useWorkspace();
  const lock = lockOf("keys:write", "Only owners and admins can create keys.");
  if (apiKeys.length === 0) {
    return (
      <EmptyState title="No program has a key yet." action={!lock && <NewApiKeyButton scopes={scopes} />}>
        {lock}
      </EmptyState>
    );
  }
  const ordered = [
    ...apiKeys.filter(({ revokedAt }) => !revokedAt),
    ...apiKeys.filter(({ revokedAt }) => revokedAt),
  ];
  return (
    <div className="grid justify-items-start gap-4">
      {lock ? <p className="text-ink-2">{lock}</p> : <NewApiKeyButton scopes={scopes} />}
      <ul className="grid w-full" aria-label="API keys">
        {ordered.map((apiKey) => (
          <ApiKeyRow key={apiKey.id} apiKey={apiKey} maker={makers[apiKey.createdById]} scopes={scopes} />
        ))}
      </ul>
    </div>
  );
}
