"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { ApiError, messageOf } from "@/lib/api";
import type { Project } from "@/lib/types";
import { HueChoice } from "./hue-choice";
import { useCreateProject, useUpdateProject } from "./queries";

interface ProjectDialogProps {
  /** The project to edit; without one a new one is made, and opened. */
  project?: Project;
  onClose: () => void;
}

/** The form for a project. */
export default function ProjectDialog({ project, onClose }: ProjectDialogProps) {
  const router = useRouter();
  const { path, me } = useWorkspace();
  const create = useCreateProject();
  const update = useUpdateProject(project?.id ?? "");
  const { error, isPending } = project ? update : create;
  const [color, setColor] = useState(project?.color ?? "pine");
  const nameInput = useRef<HTMLInputElement>(null);
  const owns = !project || project.ownerId === me.id;

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const draft = {
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
      color,
      ...(owns && { private: form.get("private") === "on" }),
    };
    try {
      if (project) await update.mutateAsync(draft);
      else router.push(path(`/projects/${(await create.mutateAsync(draft)).id}`));
      onClose();
    } catch {
      // Shown below; what was typed stays.
      nameInput.current?.focus();
    }
  }

  return (
    <Dialog title={project ? "Edit project" : "New project"} onClose={onClose}>
      <form onSubmit={save} noValidate className="grid gap-4">
        <Field label="Name" error={fieldError(error, "name")}>
          {(control) => (
            <Input
              {...control}
              ref={nameInput}
              name="name"
              required
              maxLength={120}
              defaultValue={project?.name ?? ""}
            />
          )}
        </Field>
        <Field label="Description" hint="Optional." error={fieldError(error, "description")}>
          {(control) => (
            <Textarea {...control} name="description" defaultValue={project?.description ?? ""} />
          )}
        </Field>
        <HueChoice value={color} onChange={setColor} />
        {owns && (
          <label className="flex items-start gap-2 text-ui">
            <input
              type="checkbox"
              name="private"
              defaultChecked={project?.private ?? false}
              className="mt-0.5 size-4 accent-pine pointer-coarse:size-6"
            />
            <span>
              Private
              <span className="block text-ink-3 text-small">Only you see it and its tasks.</span>
            </span>
          </label>
        )}
        {error && !(error instanceof ApiError && error.fields.length > 0) && (
          <Notice kind="error">{messageOf(error)}</Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button size="m" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" size="m" type="submit" aria-disabled={isPending}>
            {project ? "Save" : "Create project"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function fieldError(error: unknown, name: string): string | undefined {
  return error instanceof ApiError ? error.field(name) : undefined;
}
