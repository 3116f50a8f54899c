import { SignUpForm } from "@/features/auth/sign-up-form";
import { Headline } from "@/features/landing/headline";
import { IsolationSection } from "@/features/landing/isolation-section";
import { LandingFooter } from "@/features/landing/landing-footer";
import { LandingHeader } from "@/features/landing/landing-header";
import { WelcomeBack } from "@/features/landing/welcome-back";
import { siteHost } from "@/lib/site-host";
import { getViewer } from "@/server/viewer";

export default async function LandingPage() {
  const viewer = await getViewer();
  return (
    <>
      <LandingHeader loggedIn={viewer !== null} />
      <main>
        <div className="mx-auto grid max-w-[1120px] items-center gap-[72px] px-10 py-14 max-md:gap-8 max-md:px-5 max-md:py-6 md:grid-cols-[1.1fr_.9fr]">
          <Headline />
          {viewer ? (
            <WelcomeBack name={viewer.account.name} workspaces={viewer.workspaces} />
          ) : (
            <SignUpForm host={await siteHost()} level="h2" />
          )}
        </div>
        <IsolationSection />
      </main>
      <LandingFooter />
    </>
  );
}
