import type { InvitationView } from "@acre/core/platform";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { AcceptInvitation } from "./accept-invitation";
import { InviteSheet } from "./invite-sheet";
import { JoinForm } from "./join-form";
import { WrongAccount } from "./wrong-account";

interface InvitePageProps {
  token: string;
  invitation: InvitationView;
  /** The address of whoever is logged in, or null. */
  viewer: string | null;
}

/** What stands behind an invitation's link, for whoever opens it. */
export function InvitePage({ token, invitation, viewer }: InvitePageProps) {
  switch (invitation.state) {
    case "invalid":
      return (
        <NoInvitation title="This invitation no longer works.">
          Ask whoever sent it for a new one.
        </NoInvitation>
      );
    case "closed":
      return (
        <NoInvitation title="Nobody can join this workspace right now.">
          The invitation is still good. Try again later, or ask whoever sent it.
        </NoInvitation>
      );
    case "joined":
      return (
        <EmptyState
          level="h1"
          title="You are in."
          action={
            <Link href={`/${invitation.tenant}`} className={buttonClass("primary", "l")}>
              Open the workspace
            </Link>
          }
        >
          You have accepted this invitation already.
        </EmptyState>
      );
    case "open":
      return <OpenInvitation token={token} invitation={invitation} viewer={viewer} />;
  }
}

function OpenInvitation({
  token,
  invitation,
  viewer,
}: InvitePageProps & { invitation: Extract<InvitationView, { state: "open" }> }) {
  const { email, hasAccount, workspace } = invitation;
  if (viewer === email) {
    return (
      <InviteSheet invitation={invitation}>
        <AcceptInvitation token={token} workspace={workspace} />
      </InviteSheet>
    );
  }
  if (viewer !== null) {
    return (
      <InviteSheet invitation={invitation}>
        <WrongAccount viewer={viewer} />
      </InviteSheet>
    );
  }
  const logIn = `/login?callbackUrl=${encodeURIComponent(`/invite/${token}`)}`;
  if (hasAccount) {
    return (
      <InviteSheet invitation={invitation}>
        <p className="text-ink-2">This address has an account. Log in with it, and you come back here.</p>
        <Link href={logIn} className={buttonClass("primary", "l")}>
          Log in to join
        </Link>
      </InviteSheet>
    );
  }
  return (
    <InviteSheet invitation={invitation}>
      <JoinForm token={token} email={email} />
      <p className="text-ink-3 text-small">
        Or{" "}
        <Link href={logIn} className="tap text-ink-2 underline hover:text-ink">
          log in another way
        </Link>
        .
      </p>
    </InviteSheet>
  );
}

function NoInvitation({ title, children }: { title: string; children: string }) {
  return (
    <EmptyState
      level="h1"
      title={title}
      action={
        <Link href="/" className={buttonClass("default", "m")}>
          Go to the start
        </Link>
      }
    >
      {children}
    </EmptyState>
  );
}
