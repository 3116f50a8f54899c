import { Button } from "@/components/ui/button";
import { CopiedText } from "@/components/ui/copied-text";
import { Field } from "@/components/ui/field";

/** A key that is shown this once, and its copy button. */
export function ApiKeySecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <div className="grid gap-4">
      <Field label="The key" hint="This is the only time it is shown. Keep it where you keep passwords.">
        {(control) => <CopiedText control={control} text={secret} what="the key" size="l" marked />}
      </Field>
      <p className="text-ink-2 text-small">
        Send it with every request: <code className="font-mono">Authorization: Bearer pk_…</code>
      </p>
      <div className="flex justify-end">
        <Button kind="primary" size="m" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
