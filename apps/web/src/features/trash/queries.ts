import type { Restored, TrashItem } from "@acre/core/outputs";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { addCachedTask } from "@/features/tasks/task-cache";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, apiVoid } from "@/lib/api";
import { keys } from "@/lib/query-keys";

interface TrashPage {
  trash: TrashItem[];
  nextCursor: string | null;
}

/** What lies in the trash, newest first, a page at a time. */
export function useTrash() {
  const { slug } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.trash(slug),
    queryFn: ({ signal, pageParam }) => {
      const query = pageParam === null ? "" : `?${new URLSearchParams({ cursor: pageParam })}`;
      return api<TrashPage>(`/trash${query}`, { workspace: slug, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}

/** Brings a deleted task or project back, and shows it. Throws ApiError. */
export function useRestore() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useCallback(
    async (id: string): Promise<void> => {
      const { task } = await api<Restored>(`/trash/${id}/restore`, { method: "POST", workspace: slug });
      if (task) addCachedTask(cache, slug, task);
      void cache.invalidateQueries({ queryKey: keys.taskLists(slug) });
      void cache.invalidateQueries({ queryKey: keys.task(slug, id) });
      void cache.invalidateQueries({ queryKey: keys.projects(slug) });
      await cache.invalidateQueries({ queryKey: keys.trash(slug) });
    },
    [cache, slug],
  );
}

/** Removes something from the trash for good. Throws ApiError. */
export function useDeleteForGood() {
  const { slug } = useWorkspace();
  const cache = useQueryClient();
  return useCallback(
    async (id: string): Promise<void> => {
      await apiVoid(`/trash/${id}`, { method: "DELETE", workspace: slug });
      await cache.invalidateQueries({ queryKey: keys.trash(slug) });
    },
    [cache, slug],
  );
}
