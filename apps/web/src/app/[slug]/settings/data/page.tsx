import type { Metadata } from "next";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { DeleteWorkspace } from "@/features/settings/delete-workspace";
import { ExportWorkspace } from "@/features/settings/export-workspace";
import { SettingsSection } from "@/features/settings/settings-section";
import { SettingsTabs } from "@/features/settings/settings-tabs";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "Data" };

export default async function DataPage({ params }: { params: Promise<{ slug: string }> }) {
  const { tenant } = await openWorkspace((await params).slug);
  return (
    <>
      <PageBar trail={[{ label: "Settings", href: `/${tenant.slug}/settings` }]} here="Data" />
      <PageBody title="Data">
        <SettingsTabs />
        <SettingsSection
          title="Download everything"
          intro="One file with all projects, tasks, comments, members and settings, private projects included. Whoever has the file can read it."
        >
          <ExportWorkspace />
        </SettingsSection>
        <SettingsSection
          danger
          title="Delete this workspace"
          intro="For 7 days its members can still read it, and an owner can keep it after all. Then everything in it is erased and cannot be brought back. Download it first."
        >
          <DeleteWorkspace />
        </SettingsSection>
      </PageBody>
    </>
  );
}
