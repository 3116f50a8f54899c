"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Tag } from "lucide-react";
import { HueDot } from "@/components/ui/hue-dot";
import { Pick } from "@/components/ui/pick";
import { useLabels } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import { toastFailure } from "@/lib/toast";
import type { Label } from "@/lib/types";
import { LabelTags } from "../label-tags";
import { useEditTask } from "../mutations";
import type { FieldProps } from "./field-props";

/** The labels of a task: several can be picked, and new ones made by typing their name. */
export function LabelsField({ task, lock, className }: FieldProps) {
  const edit = useEditTask();
  return (
    <LabelsPick
      value={task.labelIds}
      onPick={(labelIds) => void edit(task, { look: { labelIds } })}
      lock={lock}
      className={className}
    />
  );
}

interface LabelsPickProps {
  value: readonly string[];
  onPick: (labelIds: string[]) => void;
  lock?: string | undefined;
  className?: string | undefined;
}

/** Picks labels for whatever asks. */
export function LabelsPick({ value, onPick, lock, className }: LabelsPickProps) {
  const labels = useLabels();
  const { can } = useWorkspace();
  const create = useCreateLabel();
  const chosen = labels.filter((label) => value.includes(label.id));

  return (
    <Pick
      label="Labels"
      current={chosen.map((label) => label.name).join(", ") || "None"}
      options={() =>
        labels.map((label) => ({ value: label.id, label: label.name, icon: <HueDot hue={label.color} /> }))
      }
      selected={value}
      multiple
      onPick={(id) => onPick(value.includes(id) ? value.filter((one) => one !== id) : [...value, id])}
      onCreate={
        can("labels:write")
          ? (name) => void create(name).then((label) => label && onPick([...value, label.id]))
          : undefined
      }
      disabledReason={lock}
      className={className ?? "inline-flex min-h-7 items-center gap-2 px-1.5"}
    >
      {chosen.length > 0 ? (
        <span className="flex flex-wrap gap-1 py-1">
          <LabelTags labels={chosen} />
        </span>
      ) : (
        <>
          <Tag size={14} className="text-ink-3" aria-hidden="true" />
          <span className="text-ink-3">No labels</span>
        </>
      )}
    </Pick>
  );
}

function useCreateLabel() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return async (name: string): Promise<Label | null> => {
    try {
      const label = await api<Label>("/labels", { method: "POST", workspace: slug, body: { name } });
      cache.setQueryData<Label[]>(keys.labels(slug), (all) => [...(all ?? []), label]);
      return label;
    } catch (error) {
      void toastFailure(`The label “${name}” was not made`, error);
      return null;
    }
  };
}
