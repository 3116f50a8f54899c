import { describeInvitation } from "@acre/core/platform";
import type { Metadata } from "next";
import { AuthPage } from "@/features/auth/auth-page";
import { InvitePage } from "@/features/invite/invite-page";
import { getPlatform } from "@/server/platform";
import { getViewer } from "@/server/viewer";

// The address holds the secret, and its title tells nothing.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const account = (await getViewer())?.account ?? null;
  const invitation = await describeInvitation(getPlatform(), token, account);
  return (
    <AuthPage>
      <InvitePage token={token} invitation={invitation} viewer={account?.email ?? null} />
    </AuthPage>
  );
}
