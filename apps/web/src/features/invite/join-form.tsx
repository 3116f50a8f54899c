"use client";

import type { JoinInput } from "@acre/core/inputs";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/features/auth/text-field";
import { useForm } from "@/features/auth/use-form";
import { api } from "@/lib/api";
import { signInWithPassword } from "@/lib/sign-in";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.joinInput);

/** Makes an account of the invited address, joins, and logs in. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const { errors, problem, busy, form } = useForm<JoinInput>({
    schema,
    async submit({ name, password }) {
      const { tenant } = await api<{ tenant: string }>("/invitations/accept", {
        method: "POST",
        body: { token, name, password },
      });
      const home = `/${tenant}`;
      const loggedIn = await signInWithPassword(email, password).catch(() => false);
      window.location.assign(loggedIn ? home : `/login?callbackUrl=${encodeURIComponent(home)}`);
    },
  });
  return (
    <form {...form} aria-label="Make an account and join" className="grid gap-4">
      <TextField name="name" label="Your name" autoComplete="name" error={errors.name} />
      {/* For password managers, which keep a password under an address. */}
      <input
        type="text"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
        className="sr-only"
      />
      <TextField
        name="password"
        label="Choose a password"
        type="password"
        autoComplete="new-password"
        hint="12 characters or more. A sentence is good."
        error={errors.password}
      />
      {problem && <Notice kind="error">{problem.message}</Notice>}
      <Button kind="primary" size="l" type="submit" aria-disabled={busy}>
        {busy ? "Joining…" : "Make an account and join"}
      </Button>
    </form>
  );
}
