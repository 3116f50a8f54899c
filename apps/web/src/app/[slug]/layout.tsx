import type { Metadata } from "next";
import type { ReactNode } from "react";
import { brand } from "@/brand";
import { Toaster } from "@/components/ui/toaster";
import { ImpersonationBanner } from "@/features/admin/impersonation-banner";
import { readProjects } from "@/features/projects/read-projects";
import { ClosedWorkspacePage, closedTitle } from "@/features/workspace/closed-workspace-page";
import { DirectoryProvider } from "@/features/workspace/directory";
import { Drawer } from "@/features/workspace/drawer";
import { PreviewBanner } from "@/features/workspace/preview-banner";
import { QueriesProvider } from "@/features/workspace/queries-provider";
import { readLabels, readMembers } from "@/features/workspace/read-directory";
import { Sidebar } from "@/features/workspace/sidebar";
import { StateBanner } from "@/features/workspace/state-banner";
import { WorkspaceProvider } from "@/features/workspace/workspace-context";
import { pageTitle } from "@/lib/page-title";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { setPageStatus } from "@/server/page-status";
import { visitWorkspace } from "@/server/viewer";

/** How soon a workspace that is being updated is asked for again. */
const RETRY_SECONDS = 5;

interface LayoutProps {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Pick<LayoutProps, "params">): Promise<Metadata> {
  const { slug } = await params;
  return pageTitle(async () => {
    const workspace = await visitWorkspace(slug);
    if ("closed" in workspace) {
      // Whatever the page inside is called.
      const title = closedTitle(workspace.closed);
      return { template: title, default: title };
    }
    const { name } = workspace.tenant;
    return { template: `%s · ${name} · ${brand.name}`, default: name };
  }, "No access");
}

export default async function WorkspaceLayout({ children, params }: LayoutProps) {
  const workspace = await visitWorkspace((await params).slug);
  if ("closed" in workspace) {
    if (workspace.closed === "suspended") setPageStatus(423);
    else setPageStatus(503, RETRY_SECONDS);
    return <ClosedWorkspacePage slug={workspace.slug} why={workspace.closed} retrySeconds={RETRY_SECONDS} />;
  }
  const { ctx, tenant, me, rights, workspaces, impersonation } = workspace;
  const [projects, members, labels] = await Promise.all([
    readProjects(ctx),
    readMembers(ctx),
    readLabels(ctx),
  ]);
  const directory = [
    [keys.projects(tenant.slug), projects],
    [keys.members(tenant.slug), members],
    [keys.labels(tenant.slug), labels],
  ] as const;
  const sidebar = {
    workspaces: workspaces.map(({ slug, name }) => ({ slug, name })),
    plan: tenant.plan,
    trialDaysLeft: daysUntil(tenant.trialEnds),
  };
  const view = {
    slug: tenant.slug,
    name: tenant.name,
    me,
    rights,
    readOnly: ctx.tenant.readOnly,
    trialEnded: ctx.tenant.trialEnded,
    deleteAt: ctx.tenant.deleteAt?.toISOString() ?? null,
    preview: ctx.tenant.preview ?? null,
    renderedAt: new Date().toISOString(),
  };
  const owners = members.filter(({ role }) => role === "owner").map(({ name }) => name);
  return (
    <WorkspaceProvider workspace={view}>
      <QueriesProvider key={tenant.slug}>
        <Prefetched data={directory}>
          <DirectoryProvider>
            <a
              href="#content"
              className="sr-only focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 focus:z-50 focus:rounded-s focus:bg-pine focus:px-3! focus:py-2! focus:text-pine-ink"
            >
              Skip to content
            </a>
            <div className="flex h-dvh flex-col">
              {impersonation && <ImpersonationBanner impersonation={impersonation} />}
              <PreviewBanner />
              <StateBanner owners={owners} />
              <div className="relative grid min-h-0 flex-1 grid-cols-1 md:grid-cols-[240px_minmax(0,1fr)]">
                <aside aria-label="Sidebar" className="min-h-0 border-line border-r bg-sunk max-md:hidden">
                  <Sidebar {...sidebar} />
                </aside>
                <Drawer {...sidebar} />
                <main
                  id="content"
                  tabIndex={-1}
                  className="flex min-h-0 min-w-0 flex-col overflow-y-auto outline-none"
                >
                  {children}
                </main>
              </div>
            </div>
            <Toaster />
          </DirectoryProvider>
        </Prefetched>
      </QueriesProvider>
    </WorkspaceProvider>
  );
}

function daysUntil(iso: string): number {
  return Math.max(0, Math.ceil((Date.parse(iso) - Date.now()) / 86_400_000));
}
