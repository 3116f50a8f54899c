"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ApiError, messageOf } from "@/lib/api";
import { toastDone } from "@/lib/toast";

interface OneFieldFormProps {
  label: string;
  name: string;
  value: string;
  autoComplete?: string;
  /** Why it cannot be changed. */
  lock?: string | undefined;
  onSave: (value: string) => Promise<void>;
  saved: string;
}

/** A single setting with its Save button. */
export function OneFieldForm({ label, name, value, autoComplete, lock, onSave, saved }: OneFieldFormProps) {
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const typed = String(new FormData(event.currentTarget).get(name) ?? "");
    setBusy(true);
    setProblem(undefined);
    try {
      await onSave(typed);
      await toastDone(saved);
    } catch (error) {
      setProblem((error instanceof ApiError && error.field(name)) || messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={save} noValidate className="grid max-w-[400px] gap-3">
      <Field label={label} hint={lock} error={problem}>
        {(control) => (
          <Input
            {...control}
            name={name}
            defaultValue={value}
            required
            maxLength={80}
            readOnly={lock !== undefined}
            autoComplete={autoComplete}
          />
        )}
      </Field>
      {lock === undefined && (
        <Button kind="primary" size="m" type="submit" aria-disabled={busy} className="justify-self-start">
          Save
        </Button>
      )}
    </form>
  );
}
