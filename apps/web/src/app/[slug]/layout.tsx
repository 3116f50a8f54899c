import { listLabels, listMembers } from "@acre/core";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { brand } from "@/brand";
import { Toaster } from "@/components/ui/toaster";
import { readProjects } from "@/features/projects/read-projects";
import { DirectoryProvider } from "@/features/workspace/directory";
import { Drawer } from "@/features/workspace/drawer";
import { QueriesProvider } from "@/features/workspace/queries-provider";
import { Sidebar } from "@/features/workspace/sidebar";
import { WorkspaceProvider } from "@/features/workspace/workspace-context";
import { pageTitle } from "@/lib/page-title";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { openWorkspace } from "@/server/viewer";

interface LayoutProps {
  children: ReactNode;
  params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Pick<LayoutProps, "params">): Promise<Metadata> {
  const { slug } = await params;
  return pageTitle(async () => {
    const { tenant } = await openWorkspace(slug);
    return { template: `%s · ${tenant.name} · ${brand.name}`, default: tenant.name };
  }, "No access");
}

export default async function WorkspaceLayout({ children, params }: LayoutProps) {
  const { ctx, tenant, me, rights, workspaces } = await openWorkspace((await params).slug);
  const [projects, { members }, { labels }] = await Promise.all([
    readProjects(ctx),
    listMembers(ctx),
    listLabels(ctx),
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
  return (
    <WorkspaceProvider
      workspace={{ slug: tenant.slug, name: tenant.name, me, rights, renderedAt: new Date().toISOString() }}
    >
      <QueriesProvider key={tenant.slug}>
        <Prefetched data={directory}>
          <DirectoryProvider>
            <a
              href="#content"
              className="sr-only focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 focus:z-50 focus:rounded-s focus:bg-pine focus:px-3! focus:py-2! focus:text-pine-ink"
            >
              Skip to content
            </a>
            <div className="grid h-dvh grid-cols-1 md:grid-cols-[240px_minmax(0,1fr)]">
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
