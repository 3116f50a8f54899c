"use client";

import Link from "next/link";
import { useState } from "react";
import { api } from "@/lib/api";
import { AddressPreview } from "./address-preview";
import { FormShell } from "./form-shell";
import { TextField } from "./text-field";
import { useForm } from "./use-form";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.newWorkspaceInput);

/** A further workspace for somebody who is logged in. */
export function NewWorkspaceForm({ host, email }: { host: string; email: string }) {
  const [company, setCompany] = useState("");
  const { errors, problem, busy, form } = useForm<{ companyName: string }>({
    schema,
    async submit(values) {
      const made = await api<{ tenant: string }>("/onboarding", { method: "POST", body: values });
      window.location.assign(`/${made.tenant}`);
    },
  });
  return (
    <FormShell
      {...form}
      title="New workspace"
      intro={`It gets a database of its own. You are its owner, as ${email}.`}
      action="Create workspace"
      busyAction="Creating workspace…"
      busy={busy}
      problem={problem?.message}
      footer={
        <Link href="/workspaces" className="tap text-ink-2 underline hover:text-ink">
          Back to your workspaces
        </Link>
      }
    >
      <TextField
        name="companyName"
        label="Company"
        autoComplete="organization"
        onChange={(event) => setCompany(event.target.value)}
        hint={<AddressPreview host={host} company={company} />}
        error={errors.companyName}
      />
    </FormShell>
  );
}
