"use client";

import { useRouter } from "next/navigation";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api } from "@/lib/api";
import { OneFieldForm } from "./one-field-form";

/** The name everybody in the workspace sees. */
export function WorkspaceName() {
  const router = useRouter();
  const { slug, name, lockOf } = useWorkspace();
  return (
    <OneFieldForm
      label="Name"
      name="name"
      value={name}
      lock={lockOf("settings:write", "Only owners and admins can change it.")}
      saved="The workspace is renamed"
      onSave={async (value) => {
        await api("/settings", { method: "PATCH", workspace: slug, body: { name: value } });
        router.refresh();
      }}
    />
  );
}
