"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { ApiError, messageOf } from "@/lib/api";
import { type Invited, isRole, roleNames } from "@/lib/types";
import { useInvite } from "./invitation-queries";
import { addressesIn } from "./invite-addresses";
import { RoleChoice } from "./role-choice";

interface InviteFormProps {
  onInvited: (invited: Invited) => void;
  onClose: () => void;
}

/** Many addresses at once, and one role for all of them. */
export function InviteForm({ onInvited, onClose }: InviteFormProps) {
  const { can } = useWorkspace();
  const invite = useInvite();
  const field = useRef<HTMLTextAreaElement>(null);
  const [problem, setProblem] = useState<{ atField?: string; text?: string }>({});

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (invite.isPending) return;
    const form = new FormData(event.currentTarget);
    const emails = addressesIn(String(form.get("emails") ?? ""));
    const role = String(form.get("role"));
    setProblem({});
    if (emails.length === 0) return complain({ atField: "Write at least one address." });
    try {
      onInvited(await invite.mutateAsync({ emails, role: isRole(role) ? role : "member" }));
    } catch (error) {
      const [wrong] = error instanceof ApiError ? error.fields : [];
      complain(wrong ? { atField: wrong.message } : { text: messageOf(error) });
    }
  }

  function complain(about: { atField?: string; text?: string }) {
    setProblem(about);
    field.current?.focus();
  }

  return (
    <form onSubmit={send} noValidate className="grid gap-4">
      <Field
        label="E-mail addresses"
        hint="Up to 50 at once, between commas, spaces or lines."
        error={problem.atField}
      >
        {(control) => (
          <Textarea
            {...control}
            ref={field}
            name="emails"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="grace@acme.com, alan@acme.com"
          />
        )}
      </Field>
      <RoleChoice roles={roleNames.filter((role) => role !== "owner" || can("owners:write"))} />
      {problem.text && <Notice kind="error">{problem.text}</Notice>}
      <div className="flex justify-end gap-2">
        <Button size="m" onClick={onClose}>
          Cancel
        </Button>
        <Button kind="primary" size="m" type="submit" aria-disabled={invite.isPending}>
          {invite.isPending ? "Inviting…" : "Invite"}
        </Button>
      </div>
    </form>
  );
}
