"use client";

import Link from "next/link";
import { useState } from "react";
import { Notice } from "@/components/ui/notice";
import { apiVoid } from "@/lib/api";
import { FormShell } from "./form-shell";
import { TextField } from "./text-field";
import { useForm } from "./use-form";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.requestPasswordResetInput);

/** Asks for a link to set a new password. The answer is the same whether or not the address has an account. */
export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { errors, problem, busy, form, done } = useForm<{ email: string }>({
    schema,
    async submit(values) {
      await apiVoid("/password-resets", { method: "POST", body: values });
      setSentTo(values.email);
      done();
    },
  });
  return (
    <FormShell
      {...form}
      title="Forgot your password?"
      intro="Write your e-mail address and we send a link to choose a new one."
      action={sentTo ? "Send another link" : "Send link"}
      busyAction="Sending…"
      busy={busy}
      problem={problem?.message}
      footer={
        <Link href="/login" className="tap text-ink-2 underline hover:text-ink">
          Back to log in
        </Link>
      }
    >
      <TextField name="email" label="E-mail" type="email" autoComplete="username" error={errors.email} />
      {sentTo && (
        <Notice kind="done">
          If {sentTo} has an account, a link is on its way. It works once and for a limited time.
        </Notice>
      )}
    </FormShell>
  );
}
