"use client";

import Link from "next/link";
import { apiVoid } from "@/lib/api";
import { FormShell } from "./form-shell";
import { TextField } from "./text-field";
import { useForm } from "./use-form";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.confirmPasswordResetInput);

/** Sets a new password with the token of an e-mailed link. */
export function ResetPasswordForm({ token }: { token: string }) {
  const { errors, problem, busy, form } = useForm<{ token: string; password: string }>({
    schema,
    async submit(values) {
      await apiVoid("/password-resets/confirm", { method: "POST", body: values });
      window.location.assign("/login?notice=password-changed");
    },
  });
  const linkProblem = problem?.code === "link_invalid" || errors.token;
  return (
    <FormShell
      {...form}
      title="Choose a new password"
      intro="All other devices will be logged out."
      action="Set password"
      busyAction="Setting password…"
      busy={busy}
      problem={linkProblem ? <SpentLink /> : problem?.message}
    >
      <input type="hidden" name="token" value={token} />
      <TextField
        name="password"
        label="New password"
        type="password"
        autoComplete="new-password"
        hint="12 characters or more. A sentence is good."
        error={errors.password}
      />
    </FormShell>
  );
}

function SpentLink() {
  return (
    <>
      This link has been used or is too old.{" "}
      <Link href="/forgot-password" className="font-medium underline">
        Ask for a new one
      </Link>
    </>
  );
}
