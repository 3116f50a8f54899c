import type { Metadata } from "next";
import { AuthPage } from "@/features/auth/auth-page";
import { IncompleteLink } from "@/features/auth/incomplete-link";
import { ResetPasswordForm } from "@/features/auth/reset-password-form";

export const metadata: Metadata = { title: "Choose a new password", referrer: "no-referrer" };

export default async function ResetPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  return (
    <AuthPage>
      {typeof token === "string" ? <ResetPasswordForm token={token} /> : <IncompleteLink />}
    </AuthPage>
  );
}
