import { describeRight, keyScopes } from "@acre/core/inputs";
import { listApiKeys } from "@acre/core/platform";
import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PageBar } from "@/components/page-bar";
import { PageBody } from "@/components/page-body";
import { ApiKeyList } from "@/features/settings/api-key-list";
import { SettingsSection } from "@/features/settings/settings-section";
import { SettingsTabs } from "@/features/settings/settings-tabs";
import { readMembers } from "@/features/workspace/read-directory";
import { everyPage } from "@/lib/every-page";
import { getPlatform } from "@/server/platform";
import { openWorkspace } from "@/server/viewer";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage({ params }: { params: Promise<{ slug: string }> }) {
  const { ctx, tenant } = await openWorkspace((await params).slug);
  if (!ctx.rights.has("keys:read")) forbidden();
  const apiKeys = await everyPage("apiKeys", (cursor) =>
    listApiKeys(getPlatform(), ctx, { limit: 500, cursor }),
  );
  const members = await readMembers(ctx);
  const scopes = keyScopes.map((name) => ({ name, label: describeRight(name), held: ctx.rights.has(name) }));
  return (
    <>
      <PageBar trail={[{ label: "Settings", href: `/${tenant.slug}/settings` }]} here="API keys" />
      <PageBody title="API keys">
        <SettingsTabs />
        <SettingsSection
          title="API keys"
          intro="A key lets a program use the API without a person's password. It stops working when it is revoked, when its time is over, and when whoever created it leaves."
        >
          <ApiKeyList
            apiKeys={apiKeys}
            makers={Object.fromEntries(members.map(({ id, name }) => [id, name]))}
            scopes={scopes}
          />
        </SettingsSection>
      </PageBody>
    </>
  );
}
