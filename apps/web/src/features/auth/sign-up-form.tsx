"use client";

import type { SignUpInput } from "@acre/core/inputs";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { type ApiError, api } from "@/lib/api";
import { signInWithPassword } from "@/lib/sign-in";
import { AddressPreview } from "./address-preview";
import { FormShell } from "./form-shell";
import { TextField } from "./text-field";
import { useForm } from "./use-form";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.signUpInput);

/** Makes an account with its first workspace, logs in and opens it. */
export function SignUpForm({ host, level = "h1" }: { host: string; level?: "h1" | "h2" }) {
  const [company, setCompany] = useState("");
  const { errors, problem, busy, form } = useForm<SignUpInput>({ schema, submit: signUp });
  return (
    <FormShell
      {...form}
      level={level}
      title="Start a workspace"
      action="Create workspace"
      busyAction="Creating workspace…"
      busy={busy}
      problem={problem && <SignUpProblem problem={problem} />}
      footer="30 days free, no card. Your workspace is ready when the page turns."
    >
      <TextField
        name="companyName"
        label="Company"
        autoComplete="organization"
        onChange={(event) => setCompany(event.target.value)}
        hint={<AddressPreview host={host} company={company} />}
        error={errors.companyName}
      />
      <TextField name="name" label="Your name" autoComplete="name" error={errors.name} />
      <TextField name="email" label="Work e-mail" type="email" autoComplete="email" error={errors.email} />
      <TextField
        name="password"
        label="Password"
        type="password"
        autoComplete="new-password"
        hint="12 characters or more. A sentence is good."
        error={errors.password}
      />
    </FormShell>
  );
}

function SignUpProblem({ problem }: { problem: ApiError }): ReactNode {
  if (problem.code !== "email_taken") return problem.message;
  return (
    <>
      This address has an account already.{" "}
      <Link href="/login?callbackUrl=/new-workspace" className="font-medium underline">
        Log in to add a workspace
      </Link>
    </>
  );
}

async function signUp(values: SignUpInput): Promise<void> {
  const made = await api<{ tenant: string }>("/onboarding", { method: "POST", body: values });
  const home = `/${made.tenant}`;
  const loggedIn = await signInWithPassword(values.email, values.password).catch(() => false);
  window.location.assign(loggedIn ? home : `/login?callbackUrl=${encodeURIComponent(home)}`);
}
