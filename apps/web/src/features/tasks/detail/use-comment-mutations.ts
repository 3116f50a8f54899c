import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { api, apiVoid } from "@/lib/api";
import { keys } from "@/lib/query-keys";
import type { Comment } from "@/lib/types";
import { changeCachedTask } from "../task-cache";

/** Adds, rewrites and deletes comments of a task. Each throws ApiError, so that its form keeps what was typed. */
export function useCommentMutations(taskId: string) {
  const { slug } = useWorkspace();
  const cache = useQueryClient();

  const change = useCallback(
    (update: (comments: Comment[]) => Comment[]) => {
      cache.setQueryData<Comment[]>(keys.comments(slug, taskId), (comments) => update(comments ?? []));
    },
    [cache, slug, taskId],
  );
  const count = useCallback(
    (by: number) => {
      changeCachedTask(cache, slug, taskId, (task) => ({ ...task, commentCount: task.commentCount + by }));
    },
    [cache, slug, taskId],
  );

  return useMemo(
    () => ({
      async add(body: string): Promise<void> {
        const path = `/tasks/${taskId}/comments`;
        const comment = await api<Comment>(path, { method: "POST", workspace: slug, body: { body } });
        change((comments) => [...comments, comment]);
        count(1);
      },
      async rewrite(id: string, body: string): Promise<void> {
        const comment = await api<Comment>(`/comments/${id}`, {
          method: "PATCH",
          workspace: slug,
          body: { body },
        });
        change((comments) => comments.map((one) => (one.id === id ? comment : one)));
      },
      async remove(id: string): Promise<void> {
        await apiVoid(`/comments/${id}`, { method: "DELETE", workspace: slug });
        change((comments) => comments.filter((one) => one.id !== id));
        count(-1);
      },
    }),
    [slug, taskId, change, count],
  );
}
