"use client";

import type { Impersonation } from "@acre/core/console";
import { lazy, Suspense, useState } from "react";
import { Instant } from "@/components/instant";
import { Button } from "@/components/ui/button";
import { api, apiVoid } from "@/lib/api";
import { toastFailure } from "@/lib/toast";

const ActionDialog = lazy(() => import("./action-dialog"));

/** On every page of a workspace that an operator looks into: that they do, why, until when, and the way out. */
export function ImpersonationBanner({ impersonation }: { impersonation: Impersonation }) {
  const { id, slug, operatorName, reason, elevated, expiresAt } = impersonation;
  const [asking, setAsking] = useState(false);

  async function leave() {
    try {
      await apiVoid(`/impersonations/${id}`, { area: "admin", method: "DELETE" });
      window.location.assign(`/admin/tenants/${slug}`);
    } catch (error) {
      await toastFailure("You are still inside", error);
    }
  }

  return (
    <section
      aria-label="Operator inside"
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1.5 border-line border-b bg-marigold px-4 py-2 text-marigold-ink text-ui"
    >
      <p>
        {operatorName} looks inside as an operator, {elevated ? "reading and writing" : "reading only"}, until{" "}
        <Instant at={expiresAt} />: {reason}
      </p>
      <span className="flex gap-2">
        {!elevated && (
          <Button size="s" onClick={() => setAsking(true)}>
            Write as well
          </Button>
        )}
        <Button size="s" onClick={() => void leave()}>
          Leave
        </Button>
      </span>
      {asking && (
        <Suspense>
          <ActionDialog
            title={`Write in ${slug}?`}
            description="What you change stands in the workspace's log under your name. So does the reason."
            fields={[{ name: "reason", label: "Reason" }]}
            action="Write as well"
            submit={async (values) => {
              await api(`/impersonations/${id}`, { area: "admin", method: "PATCH", body: values });
              window.location.reload();
            }}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </section>
  );
}
