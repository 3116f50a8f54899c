"use client";

import { type FormEvent, type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { messageOf } from "@/lib/api";

interface CommentFormProps {
  label: string;
  action: string;
  initial?: string;
  /** Throws when it could not be saved; what was typed stays. */
  onSave: (body: string) => Promise<void>;
  onCancel?: () => void;
}

/** Writes a comment; Ctrl or ⌘ with Enter sends it. */
export function CommentForm({ label, action, initial = "", onSave, onCancel }: CommentFormProps) {
  const [body, setBody] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(event: FormEvent) {
    event.preventDefault();
    if (busy || body.trim() === "") return;
    setBusy(true);
    setProblem(null);
    try {
      await onSave(body);
      setBody("");
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form onSubmit={save} onKeyDown={onKeyDown} className="grid gap-2">
      <Textarea
        aria-label={label}
        placeholder={label}
        autoFocus={onCancel !== undefined}
        maxLength={20_000}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      {problem && (
        <p role="alert" className="text-small text-urgent">
          {problem}
        </p>
      )}
      <div className="flex gap-2">
        <Button kind="primary" type="submit" aria-disabled={busy || body.trim() === ""}>
          {action}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}

function onKeyDown(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}
