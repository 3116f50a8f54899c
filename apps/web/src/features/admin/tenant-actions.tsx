"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { toastDone } from "@/lib/toast";
import { type Action, type ActionTenant, actionsFor } from "./actions";

const ActionDialog = lazy(() => import("./action-dialog"));

/** A menu of what can be done to a tenant; each asks once more. */
export function TenantActions({ tenant }: { tenant: ActionTenant }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Action | null>(null);

  async function act(action: Action, values: Record<string, string>) {
    const next = await action.submit(values);
    if (action.long) await toastDone("Begun. The page of work shows how far it is.");
    if (next === null) router.refresh();
    else if (next.startsWith("/admin")) router.push(next);
    else window.location.assign(next);
  }

  return (
    <>
      <Menu
        label={`Actions on ${tenant.slug}`}
        align="end"
        className={buttonClass("default", "m")}
        sections={() => [
          {
            items: actionsFor(tenant).map((action) => ({
              label: action.label,
              danger: action.danger ?? false,
              disabledReason: action.disabledReason,
              onSelect: () => setChosen(action),
            })),
          },
        ]}
      >
        Actions <ChevronDown size={14} aria-hidden="true" />
      </Menu>
      {chosen && (
        <Suspense>
          <ActionDialog
            title={chosen.title}
            {...(chosen.description !== undefined && { description: chosen.description })}
            fields={chosen.fields}
            action={chosen.button}
            danger={chosen.danger ?? false}
            submit={(values) => act(chosen, values)}
            onClose={() => setChosen(null)}
          />
        </Suspense>
      )}
    </>
  );
}
