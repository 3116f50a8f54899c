import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import type { Label, Member } from "@/lib/types";
import { useWorkspace } from "./workspace-context";

/** Everybody in the workspace, also those who have left: their names stand in old tasks. */
export function useMembers(): readonly Member[] {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.members(slug),
    queryFn: async ({ signal }) =>
      (await api<{ members: Member[] }>("/members", { workspace: slug, signal })).members,
    staleTime: 60_000,
  });
  return data ?? [];
}

export function useLabels(): readonly Label[] {
  const { slug } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.labels(slug),
    queryFn: async ({ signal }) =>
      (await api<{ labels: Label[] }>("/labels", { workspace: slug, signal })).labels,
    staleTime: 60_000,
  });
  return data ?? [];
}
