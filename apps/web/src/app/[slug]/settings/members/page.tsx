import { listInvitations } from "@acre/core/platform";
import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { InvitationList } from "@/features/settings/invitation-list";
import { InviteButton } from "@/features/settings/invite-button";
import { MemberTable } from "@/features/settings/member-table";
import { RoleTable } from "@/features/settings/role-table";
import { SettingsSection } from "@/features/settings/settings-section";
import { SettingsTabs } from "@/features/settings/settings-tabs";
import { everyPage } from "@/lib/every-page";
import { Prefetched } from "@/lib/prefetched";
import { keys } from "@/lib/query-keys";
import { getPlatform } from "@/server/platform";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { params: Promise<{ slug: string }> }) {
  const { ctx, tenant, rights } = await openWorkspace((await params).slug);
  const mayInvite = rights.includes("members:invite");
  const waiting = mayInvite
    ? await everyPage("invitations", (cursor) => listInvitations(getPlatform(), ctx, { limit: 200, cursor }))
    : [];
  return (
    <>
      <PageBar trail={[{ label: "Settings", href: `/${tenant.slug}/settings` }]} here="Members" />
      <PageBody title="Members">
        <SettingsTabs />
        <SettingsSection title="Invite people" intro="Each gets a link of their own, which works once.">
          <InviteButton />
        </SettingsSection>
        {mayInvite && (
          <SettingsSection title="Open invitations">
            <Prefetched data={[[keys.invitations(tenant.slug), waiting]]}>
              <InvitationList />
            </Prefetched>
          </SettingsSection>
        )}
        <SettingsSection title="Members">
          <MemberTable />
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
