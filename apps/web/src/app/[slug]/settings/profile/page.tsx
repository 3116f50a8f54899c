import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { DeleteAccount } from "@/features/settings/delete-account";
import { EmailState } from "@/features/settings/email-state";
import { PasswordForm } from "@/features/settings/password-form";
import { ProfileName } from "@/features/settings/profile-name";
import { SessionsEnd } from "@/features/settings/sessions-end";
import { SettingsSection } from "@/features/settings/settings-section";
import { SettingsTabs } from "@/features/settings/settings-tabs";
import { openWorkspace, requireViewer } from "@/server/viewer";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage({ params }: { params: Promise<{ slug: string }> }) {
  const { tenant } = await openWorkspace((await params).slug);
  const { account } = await requireViewer();
  return (
    <>
      <PageBar trail={[{ label: "Settings", href: `/${tenant.slug}/settings` }]} here="Profile" />
      <PageBody title="Profile">
        <SettingsTabs />
        <SettingsSection title="Your name" intro="As it is shown in every workspace you are in.">
          <ProfileName name={account.name} />
        </SettingsSection>
        <SettingsSection title="E-mail">
          <EmailState email={account.email} verified={account.emailVerified} />
        </SettingsSection>
        <SettingsSection title="Password">
          {account.hasPassword ? (
            <PasswordForm email={account.email} />
          ) : (
            <p className="text-ink-2">You log in through another service and have no password here.</p>
          )}
        </SettingsSection>
        <SettingsSection
          title="Sessions"
          intro="Ends every session of yours on every device, this one too. You log in again afterwards."
        >
          <SessionsEnd />
        </SettingsSection>
        <SettingsSection
          danger
          title="Delete account"
          intro="You leave every workspace. What you wrote there stays, under the name “Former member”."
        >
          <DeleteAccount email={account.email} hasPassword={account.hasPassword} />
        </SettingsSection>
      </PageBody>
    </>
  );
}
