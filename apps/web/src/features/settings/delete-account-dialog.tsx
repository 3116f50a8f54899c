"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/features/auth/text-field";
import { useForm } from "@/features/auth/use-form";
import { apiVoid } from "@/lib/api";

const schema = () => import("@acre/core/inputs").then((inputs) => inputs.deleteAccountInput);

interface DeleteAccountDialogProps {
  email: string;
  hasPassword: boolean;
  onClose: () => void;
}

/** Asks for the password, or for the address of somebody who has none, and deletes the account. */
export default function DeleteAccountDialog({ email, hasPassword, onClose }: DeleteAccountDialogProps) {
  const { errors, problem, busy, form } = useForm<Record<string, string>>({
    schema,
    async submit(values) {
      await apiVoid("/account", { method: "DELETE", body: values });
      window.location.assign("/login?notice=account-deleted");
    },
  });
  return (
    <Dialog title="Delete your account?" description="This cannot be undone." onClose={onClose}>
      <form {...form} className="grid gap-4">
        {hasPassword ? (
          <TextField
            name="password"
            label="Your password"
            type="password"
            autoComplete="current-password"
            error={errors.password}
          />
        ) : (
          <TextField
            name="confirmEmail"
            label={`Write ${email} to confirm`}
            type="email"
            autoComplete="off"
            error={errors.confirmEmail}
          />
        )}
        {problem && <Notice kind="error">{problem.message}</Notice>}
        <div className="flex justify-end gap-2">
          <Button size="m" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="danger" size="m" type="submit" aria-disabled={busy}>
            Delete account
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
