import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, apiVoid } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import type { Member, Role } from "@/lib/types";

/** Gives a member another role. */
export function useChangeRole() {
  const { slug } = useWorkspace();
  const keep = useKeep();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      api<Member>(`/members/${id}`, { method: "PATCH", workspace: slug, body: { role } }),
    onSuccess: (member) => keep((all) => all.map((one) => (one.id === member.id ? member : one))),
  });
}

/** Takes a member out of the workspace. */
export function useRemoveMember() {
  const { slug } = useWorkspace();
  const keep = useKeep();
  return useMutation({
    mutationFn: (id: string) => apiVoid(`/members/${id}`, { method: "DELETE", workspace: slug }),
    onSuccess: (_nothing, id) => keep((all) => all.filter((one) => one.id !== id)),
  });
}

/** Makes somebody an owner and the person themselves an admin. */
export function useTransferOwnership() {
  const { slug, me } = useWorkspace();
  const keep = useKeep();
  return useMutation({
    mutationFn: (memberId: string) =>
      api<Member>("/workspace/transfer", { method: "POST", workspace: slug, body: { memberId } }),
    onSuccess: (owner) =>
      keep((all) =>
        all.map((one) => {
          if (one.id === owner.id) return owner;
          return one.id === me.id ? { ...one, role: "admin" } : one;
        }),
      ),
  });
}

/** Takes the person themselves out, and shows what is left to them. */
export function useLeaveWorkspace() {
  const { slug } = useWorkspace();
  return useMutation({
    mutationFn: () => apiVoid("/members/leave", { method: "POST", workspace: slug }),
    onSuccess: () => window.location.assign("/workspaces"),
  });
}

function useKeep() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return (change: (all: Member[]) => Member[]) => {
    cache.setQueryData<Member[]>(keys.members(slug), (all) => all && change(all));
  };
}
