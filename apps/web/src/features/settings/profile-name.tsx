"use client";

import { useRouter } from "next/navigation";
import { api } from "@/lib/api";
import { OneFieldForm } from "./one-field-form";

/** The person's own name. */
export function ProfileName({ name }: { name: string }) {
  const router = useRouter();
  return (
    <OneFieldForm
      label="Name"
      name="name"
      value={name}
      autoComplete="name"
      saved="Your name is changed"
      onSave={async (value) => {
        await api("/account", { method: "PATCH", body: { name: value } });
        router.refresh();
      }}
    />
  );
}
