"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { Moment } from "@/components/moment";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { apiVoid } from "@/lib/api";
import { dateName } from "@/lib/dates";
import type { ApiKey } from "@/lib/types";
import type { ScopeChoice } from "./api-key-list";

const RotateApiKeyDialog = lazy(() => import("./rotate-api-key-dialog"));

interface ApiKeyRowProps {
  apiKey: ApiKey;
  /** Who made it; undefined for somebody who has left. */
  maker: string | undefined;
  scopes: readonly ScopeChoice[];
}

/** One key: what it may do, since when, and its end. */
export function ApiKeyRow({ apiKey, maker, scopes }: ApiKeyRowProps) {
  const { slug, me, can } = useWorkspace();
  const router = useRouter();
  const [asked, setAsked] = useState<"rotate" | "revoke" | null>(null);
  const { id, name, prefix, revokedAt } = apiKey;
  const labels = scopes.filter((scope) => apiKey.scopes.some((one) => one === scope.name));
  const close = () => setAsked(null);

  async function revoke() {
    await apiVoid(`/api-keys/${id}`, { method: "DELETE", workspace: slug });
    router.refresh();
  }

  return (
    <li className="grid gap-2 border-line border-b py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className={revokedAt ? "font-medium text-ink-3" : "font-medium"}>
            {name} <span className="break-all font-mono font-normal text-ink-3 text-small">{prefix}…</span>
          </p>
          <p className="text-ink-2 text-small">
            Created by {maker ?? "a former member"} <Moment at={apiKey.createdAt} />.{" "}
            {apiKey.lastUsedAt ? (
              <>
                Last used <Moment at={apiKey.lastUsedAt} />.
              </>
            ) : (
              "Not used yet."
            )}{" "}
            {stateOf(apiKey)}
          </p>
        </div>
        {!revokedAt && (
          <div className="flex gap-2">
            {apiKey.createdById === me.id && can("keys:write") && (
              <Button size="m" aria-label={`Rotate ${name}`} onClick={() => setAsked("rotate")}>
                Rotate
              </Button>
            )}
            {can("keys:revoke") && (
              <Button kind="danger" size="m" aria-label={`Revoke ${name}`} onClick={() => setAsked("revoke")}>
                Revoke
              </Button>
            )}
          </div>
        )}
      </div>
      {!revokedAt && (
        <p className="text-ink-2 text-small">May: {labels.map(({ label }) => lower(label)).join("; ")}.</p>
      )}
      {asked === "revoke" && (
        <ConfirmDialog title={`Revoke ${name}?`} action="Revoke" onConfirm={revoke} onClose={close}>
          Whatever uses it is refused from its next request on. A key that was revoked cannot be brought back.
        </ConfirmDialog>
      )}
      {asked === "rotate" && (
        <Suspense>
          <RotateApiKeyDialog apiKey={apiKey} onClose={close} />
        </Suspense>
      )}
    </li>
  );
}

function stateOf({ revokedAt, expiresAt }: ApiKey): string {
  if (revokedAt) return "Revoked.";
  if (!expiresAt) return "Works until it is revoked.";
  const day = dateName(expiresAt.slice(0, 10));
  return new Date(expiresAt) > new Date() ? `Works until ${day}.` : `Expired on ${day}.`;
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
