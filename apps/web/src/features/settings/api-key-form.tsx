"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/features/auth/text-field";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { ApiError, api, messageOf } from "@/lib/api";
import type { ApiKey } from "@/lib/types";
import type { ScopeChoice } from "./api-key-list";

interface ApiKeyFormProps {
  scopes: readonly ScopeChoice[];
  onMade: (made: ApiKey & { key: string }) => void;
  onClose: () => void;
}

const lifetimes = [
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "A year" },
  { days: 0, label: "Until it is revoked" },
];
const dayMs = 24 * 3600_000;

/** A name, what the key may do, and for how long. */
export function ApiKeyForm({ scopes, onMade, onClose }: ApiKeyFormProps) {
  const { slug } = useWorkspace();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const noteId = useId();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const values = new FormData(event.currentTarget);
    const days = Number(values.get("lifetime"));
    const body = {
      name: String(values.get("name") ?? ""),
      scopes: values.getAll("scopes").map(String),
      expiresAt: days === 0 ? null : new Date(Date.now() + days * dayMs).toISOString(),
    };
    setBusy(true);
    setErrors({});
    setProblem(null);
    try {
      onMade(await api<ApiKey & { key: string }>("/api-keys", { method: "POST", workspace: slug, body }));
      router.refresh();
    } catch (error) {
      setBusy(false);
      complain(error);
    }
  }

  function complain(error: unknown) {
    const fields = error instanceof ApiError ? error.fields : [];
    setErrors(Object.fromEntries(fields.map(({ field, message }) => [field.split(".")[0], message])));
    if (fields.length === 0) setProblem(messageOf(error));
    const first = fields[0]?.field.split(".")[0] ?? "name";
    form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
  }

  return (
    <form ref={form} onSubmit={send} noValidate className="grid gap-4">
      <TextField
        name="name"
        label="Name"
        hint="What uses it, such as Nightly import."
        autoComplete="off"
        maxLength={60}
        error={errors.name}
      />
      <fieldset className="grid gap-0.5" aria-describedby={errors.scopes ? noteId : undefined}>
        <legend className="mb-1 font-medium text-ui">What it may do</legend>
        {scopes.map(({ name, label, held }) => (
          <label key={name} className="flex items-center gap-2 text-ui pointer-coarse:min-h-11">
            <input
              type="checkbox"
              name="scopes"
              value={name}
              disabled={!held}
              className="size-4 shrink-0 accent-pine pointer-coarse:size-6"
            />
            <span className={held ? undefined : "text-ink-3"}>
              {label}
              {!held && " (you may not yourself)"}
            </span>
            <code className="ml-auto font-mono text-ink-3 text-small max-sm:hidden">{name}</code>
          </label>
        ))}
        {errors.scopes && (
          <p id={noteId} className="text-small text-urgent">
            {errors.scopes}
          </p>
        )}
      </fieldset>
      <Field label="It works for" error={errors.expiresAt}>
        {(control) => (
          <select
            {...control}
            name="lifetime"
            defaultValue={90}
            className="h-[38px] w-full rounded-[8px] border border-line-strong bg-paper px-3 text-body text-ink pointer-coarse:h-11"
          >
            {lifetimes.map(({ days, label }) => (
              <option key={days} value={days}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {problem && <Notice kind="error">{problem}</Notice>}
      <div className="flex justify-end gap-2">
        <Button size="m" onClick={onClose}>
          Cancel
        </Button>
        <Button kind="primary" size="m" type="submit" aria-disabled={busy}>
          Create the key
        </Button>
      </div>
    </form>
  );
}
