"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import { RenderedAt } from "@/lib/rendered-at";
import type { Right, Role } from "@/lib/types";

/** The workspace a page stands in, and what the person may do there. */
export interface WorkspaceView {
  slug: string;
  name: string;
  me: { id: string; name: string; email: string; role: Role };
  rights: readonly Right[];
  /** Everything can be read and nothing changed, by anybody. */
  readOnly: boolean;
  /** It is read-only because its trial has ended. */
  trialEnded: boolean;
  /** When it is erased unless an owner keeps it, ISO 8601; null when it stays. */
  deleteAt: string | null;
  /** The branch that this is a preview of; null for the workspace itself. */
  preview: string | null;
  /** When the server drew the page, ISO 8601: what "today" means until the page is alive. */
  renderedAt: string;
}

interface WorkspaceContextValue extends WorkspaceView {
  /** For what the interface offers only; the server decides again on every request. */
  can(right: Right): boolean;
  /** Why the person cannot do what takes this right, `otherwise` being why their role cannot; undefined when they can. */
  lockOf(right: Right, otherwise: string): string | undefined;
  /** Path of a page of this workspace: `path("/my-work")`. */
  path(rest?: string): string;
}

const WorkspaceContext = createContext<WorkspaceContextValue | null>(null);

export function WorkspaceProvider({
  workspace,
  children,
}: {
  workspace: WorkspaceView;
  children: ReactNode;
}) {
  const value = useMemo(
    () => ({
      ...workspace,
      can: (right: Right) => workspace.rights.includes(right),
      lockOf: (right: Right, otherwise: string) => {
        if (workspace.rights.includes(right)) return undefined;
        return workspace.readOnly ? "This workspace is read-only now." : otherwise;
      },
      path: (rest = "") => `/${workspace.slug}${rest}`,
    }),
    [workspace],
  );
  return (
    <WorkspaceContext value={value}>
      <RenderedAt at={workspace.renderedAt}>{children}</RenderedAt>
    </WorkspaceContext>
  );
}

/** @throws Error outside a workspace's pages: there is no default workspace. */
export function useWorkspace(): WorkspaceContextValue {
  const workspace = use(WorkspaceContext);
  if (!workspace) throw new Error("useWorkspace needs a WorkspaceProvider above it.");
  return workspace;
}
