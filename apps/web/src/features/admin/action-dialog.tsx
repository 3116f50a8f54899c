"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/features/auth/text-field";
import { useForm } from "@/features/auth/use-form";

/** One question of an action. */
export interface ActionField {
  name: string;
  label: string;
  hint?: string;
  /** Choices; a line of text without them. */
  options?: readonly { value: string; label: string }[];
  value?: string;
}

interface ActionDialogProps {
  title: string;
  description?: string;
  fields: readonly ActionField[];
  /** What the button says. */
  action: string;
  danger?: boolean;
  /** Does it; a refusal is shown at its field, or above the button. */
  submit: (values: Record<string, string>) => Promise<void>;
  onClose: () => void;
}

/** Asks an operator what an action needs, and does it. The server alone judges what is written. */
export default function ActionDialog(props: ActionDialogProps) {
  const { title, description, fields, action, danger = false, submit, onClose } = props;
  const { errors, problem, busy, form } = useForm<Record<string, string>>({
    async submit(values) {
      await submit(values);
      onClose();
    },
  });
  return (
    <Dialog title={title} {...(description !== undefined && { description })} onClose={onClose}>
      <form {...form} className="grid gap-4">
        {fields.map(({ name, label, hint, options, value }) =>
          options ? (
            <Field key={name} label={label} hint={hint} error={errors[name]}>
              {(control) => (
                <select
                  name={name}
                  defaultValue={value}
                  {...control}
                  className="h-[38px] w-full rounded-[8px] border border-line-strong bg-paper px-3 text-body pointer-coarse:h-11"
                >
                  {options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ) : (
            <TextField
              key={name}
              name={name}
              label={label}
              hint={hint}
              defaultValue={value}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              error={errors[name]}
            />
          ),
        )}
        {problem && <Notice kind="error">{problem.message}</Notice>}
        <div className="flex justify-end gap-2">
          <Button size="m" onClick={onClose}>
            Cancel
          </Button>
          <Button kind={danger ? "danger" : "primary"} size="m" type="submit" aria-disabled={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
