import type { Metadata } from "next";
import { AuthPage } from "@/features/auth/auth-page";
import { IncompleteLink } from "@/features/auth/incomplete-link";
import { VerifyEmail } from "@/features/auth/verify-email";

export const metadata: Metadata = { title: "Confirm your e-mail address", referrer: "no-referrer" };

export default async function VerifyEmailPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string | string[] }>;
}) {
  const { token } = await searchParams;
  return (
    <AuthPage>{typeof token === "string" ? <VerifyEmail token={token} /> : <IncompleteLink />}</AuthPage>
  );
}
