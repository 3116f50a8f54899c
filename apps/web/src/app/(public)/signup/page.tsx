import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AuthPage } from "@/features/auth/auth-page";
import { SignUpForm } from "@/features/auth/sign-up-form";
import { siteHost } from "@/lib/site-host";
import { getViewer } from "@/server/viewer";

export const metadata: Metadata = { title: "Start a workspace" };

export default async function SignUpPage() {
  if (await getViewer()) redirect("/new-workspace");
  return (
    <AuthPage>
      <SignUpForm host={await siteHost()} />
      <p className="mt-4 text-center text-ink-2">
        Have an account?{" "}
        <Link href="/login" className="tap font-medium text-ink underline">
          Log in
        </Link>
      </p>
    </AuthPage>
  );
}
