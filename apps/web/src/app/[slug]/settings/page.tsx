import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { SettingsSection } from "@/features/settings/settings-section";
import { SettingsTabs } from "@/features/settings/settings-tabs";
import { WorkspaceName } from "@/features/settings/workspace-name";
import { siteHost } from "@/lib/site-host";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { tenant } = await openWorkspace((await params).slug);
  return (
    <>
      <PageBar here="Settings" />
      <PageBody title="Settings">
        <SettingsTabs />
        <SettingsSection
          title="Workspace"
          intro={
            <>
              Its address is{" "}
              <span className="break-all font-mono">
                {await siteHost()}/{tenant.slug}
              </span>{" "}
              and stays the same under a new name.
            </>
          }
        >
          <WorkspaceName />
        </SettingsSection>
      </PageBody>
    </>
  );
}
