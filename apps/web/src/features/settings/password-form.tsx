"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/features/auth/text-field";
import { useForm } from "@/features/auth/use-form";
import { apiVoid } from "@/lib/api";
import { signInWithPassword } from "@/lib/sign-in";
import { toastDone } from "@/lib/toast";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.changePasswordInput);

/** Changes the password. That ends every session, so this one is begun anew at once. */
export function PasswordForm({ email }: { email: string }) {
  const element = useRef<HTMLFormElement>(null);
  const { errors, problem, busy, form, done } = useForm<{ currentPassword: string; newPassword: string }>({
    schema,
    async submit(values) {
      await apiVoid("/account/password", { method: "POST", body: values });
      const loggedIn = await signInWithPassword(email, values.newPassword).catch(() => false);
      if (!loggedIn) return window.location.assign("/login?notice=password-changed");
      element.current?.reset();
      done();
      await toastDone("Your password is changed, and your other devices are logged out");
    },
  });
  return (
    <form ref={element} {...form} className="grid max-w-[400px] gap-4" aria-label="Change password">
      <TextField
        name="currentPassword"
        label="Current password"
        type="password"
        autoComplete="current-password"
        error={errors.currentPassword}
      />
      <TextField
        name="newPassword"
        label="New password"
        type="password"
        autoComplete="new-password"
        hint="12 characters or more. A sentence is good."
        error={errors.newPassword}
      />
      {problem && <Notice kind="error">{problem.message}</Notice>}
      <Button kind="primary" size="m" type="submit" aria-disabled={busy} className="justify-self-start">
        {busy ? "Changing…" : "Change password"}
      </Button>
    </form>
  );
}
