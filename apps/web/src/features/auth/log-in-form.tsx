"use client";

import Link from "next/link";
import { ApiError } from "@/lib/api";
import { signInWithPassword } from "@/lib/sign-in";
import { FormShell } from "./form-shell";
import { TextField } from "./text-field";
import { useForm } from "./use-form";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.logInInput);

/** @param returnTo path on this site, already checked by the page */
export function LogInForm({ returnTo }: { returnTo: string }) {
  const { errors, problem, busy, form } = useForm<{ email: string; password: string }>({
    schema,
    async submit({ email, password }) {
      const right = await signInWithPassword(email, password);
      if (!right)
        throw new ApiError(401, "This e-mail and password do not belong together.", "wrong_password");
      window.location.assign(returnTo);
    },
  });
  return (
    <FormShell
      {...form}
      title="Log in"
      action="Log in"
      busyAction="Logging in…"
      busy={busy}
      problem={problem?.message}
      footer={
        <span className="flex flex-wrap justify-between gap-x-4 gap-y-1">
          <Link href="/forgot-password" className="tap text-ink-2 underline hover:text-ink">
            Forgot your password?
          </Link>
          <Link href="/signup" className="tap text-ink-2 underline hover:text-ink">
            Start a workspace
          </Link>
        </span>
      }
    >
      <TextField name="email" label="E-mail" type="email" autoComplete="username" error={errors.email} />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="current-password"
        error={errors.password}
      />
    </FormShell>
  );
}
