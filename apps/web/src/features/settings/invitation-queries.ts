import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, apiVoid } from "@/lib/api";
import { fetchEvery } from "@/lib/fetch-every";
import { keys } from "@/lib/query-keys";
import type { Invitation, Invited, Role, SentInvitation } from "@/lib/types";

/** The invitations that wait, for those who may see them. */
export function useInvitations(enabled: boolean): readonly Invitation[] {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.invitations(slug),
    queryFn: ({ signal }) =>
      fetchEvery("invitations", "/invitations", { workspace: slug, signal, limit: 200 }),
    enabled,
  });
  return data ?? [];
}

/** Invites people, and shows those who wait anew. */
export function useInvite() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: { emails: string[]; role: Role }) =>
      api<Invited>("/invitations", { method: "POST", workspace: slug, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.invitations(slug) }),
  });
}

/** Makes a new link. */
export function useResendInvitation() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      api<SentInvitation>(`/invitations/${id}/resend`, { method: "POST", workspace: slug }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.invitations(slug) }),
  });
}

/** Takes an invitation back. */
export function useRevokeInvitation() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiVoid(`/invitations/${id}`, { method: "DELETE", workspace: slug }),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.invitations(slug) }),
  });
}
