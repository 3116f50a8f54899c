import { listMembers } from "@acre/core";
import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { MemberTable } from "@/features/settings/member-table";
import { RoleTable } from "@/features/settings/role-table";
import { SettingsSection } from "@/features/settings/settings-section";
import { SettingsTabs } from "@/features/settings/settings-tabs";
import { WorkspaceName } from "@/features/settings/workspace-name";
import { siteHost } from "@/lib/site-host";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { ctx, tenant, me } = await openWorkspace((await params).slug);
  const { members } = await listMembers(ctx);
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
        <SettingsSection title="Members">
          <MemberTable members={members} meId={me.id} />
        </SettingsSection>
        <SettingsSection
          title="Roles"
          intro="What somebody may do is decided by their role, on every request."
        >
          <RoleTable />
        </SettingsSection>
      </PageBody>
    </>
  );
}
