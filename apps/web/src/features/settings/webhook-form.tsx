"use client";

import { createWebhookInput, webhookEvents } from "@acre/core/inputs";
import type { NewWebhook } from "@acre/core/outputs";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { ApiError, messageOf } from "@/lib/api";
import { useCreateWebhook } from "./webhook-queries";

interface WebhookFormProps {
  onMade: (made: NewWebhook) => void;
  onClose: () => void;
}

type Problem = { url?: string | undefined; events?: string | undefined; text?: string };

/** Where to send, and what of. */
export function WebhookForm({ onMade, onClose }: WebhookFormProps) {
  const create = useCreateWebhook();
  const [all, setAll] = useState(true);
  const [problem, setProblem] = useState<Problem>({});

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (create.isPending) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    const values = {
      url: String(data.get("url") ?? ""),
      events: all ? ["*"] : data.getAll("events").map(String),
    };
    const checked = createWebhookInput.safeParse(values);
    if (!checked.success) {
      const wrong = (field: string) => checked.error.issues.find(({ path }) => path[0] === field)?.message;
      return complain(form, { url: wrong("url"), events: wrong("events") });
    }
    try {
      setProblem({});
      onMade(await create.mutateAsync(checked.data));
    } catch (error) {
      const wrong = (field: string) => (error instanceof ApiError ? error.field(field) : undefined);
      const fields = { url: wrong("url"), events: wrong("events") };
      complain(form, fields.url || fields.events ? fields : { text: messageOf(error) });
    }
  }

  function complain(form: HTMLFormElement, about: Problem) {
    setProblem(about);
    const first = form.elements.namedItem(about.events && !about.url ? "scope" : "url");
    if (first instanceof HTMLInputElement) first.focus();
  }

  return (
    <form onSubmit={send} noValidate className="grid gap-4">
      <Field
        label="Address"
        hint="An https address of a server of yours in the public internet."
        error={problem.url}
      >
        {(control) => (
          <Input
            {...control}
            name="url"
            type="url"
            required
            maxLength={2000}
            autoComplete="off"
            placeholder="https://hooks.example.com/acre"
          />
        )}
      </Field>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium text-ui">What it is told of</legend>
        <label className="flex items-center gap-2 text-ui pointer-coarse:min-h-11">
          <input
            type="checkbox"
            name="scope"
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
            className="size-4 accent-pine pointer-coarse:size-6"
          />
          Everything that happens
        </label>
        {!all && (
          <div className="grid max-h-56 grid-cols-2 gap-x-4 overflow-y-auto rounded-[8px] border border-line p-3 max-sm:grid-cols-1">
            {webhookEvents.map((name) => (
              <label
                key={name}
                className="flex items-center gap-2 py-1 font-mono text-small pointer-coarse:min-h-11"
              >
                <input
                  type="checkbox"
                  name="events"
                  value={name}
                  className="size-4 shrink-0 accent-pine pointer-coarse:size-6"
                />
                <span className="break-all">{name}</span>
              </label>
            ))}
          </div>
        )}
        {problem.events && (
          <p role="alert" className="text-small text-urgent">
            {problem.events}
          </p>
        )}
      </fieldset>
      <p className="text-ink-2 text-small">It is told of a private project only if you see that project.</p>
      {problem.text && <Notice kind="error">{problem.text}</Notice>}
      <div className="flex justify-end gap-2">
        <Button size="m" onClick={onClose}>
          Cancel
        </Button>
        <Button kind="primary" size="m" type="submit" aria-disabled={create.isPending}>
          {create.isPending ? "Creating…" : "Create"}
        </Button>
      </div>
    </form>
  );
}
