import { listWebhooks } from "@acre/core";
import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { SettingsTabs } from "@/features/settings/settings-tabs";
import { WebhookList } from "@/features/settings/webhook-list";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ params }: { params: Promise<{ slug: string }> }) {
  const { ctx, tenant, rights } = await openWorkspace((await params).slug);
  const mayRead = rights.includes("webhooks:read");
  return (
    <>
      <PageBar trail={[{ label: "Settings", href: `/${tenant.slug}/settings` }]} here="Webhooks" />
      <PageBody title="Webhooks" intro="Your own servers are told what happens here, signed, within seconds.">
        <SettingsTabs />
        {mayRead ? (
          <Prefetched data={[[keys.webhooks(tenant.slug), (await listWebhooks(ctx)).webhooks]]}>
            <WebhookList />
          </Prefetched>
        ) : (
          <p className="text-ink-2">Only owners and admins can see webhooks.</p>
        )}
      </PageBody>
    </>
  );
}
