import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { AuthPage } from "@/features/auth/auth-page";
import { LogInForm } from "@/features/auth/log-in-form";
import { type LogInParams, logInNotice } from "@/features/auth/log-in-notice";
import { ProviderButtons } from "@/features/auth/provider-buttons";
import { safeCallback } from "@/lib/safe-callback";
import { enabledProviders } from "@/server/auth";
import { getViewer } from "@/server/viewer";

export const metadata: Metadata = { title: "Log in" };

export default async function LogInPage({ searchParams }: { searchParams: Promise<LogInParams> }) {
  const params = await searchParams;
  const returnTo = safeCallback(params.callbackUrl);
  if (await getViewer()) redirect(returnTo);
  const notice = logInNotice(params);
  return (
    <AuthPage>
      {notice && (
        <div className="mb-4">
          <Notice kind={notice.kind}>{notice.text}</Notice>
        </div>
      )}
      <LogInForm returnTo={returnTo} />
      <ProviderButtons providers={enabledProviders()} returnTo={returnTo} />
    </AuthPage>
  );
}
