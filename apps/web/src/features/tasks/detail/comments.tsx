"use client";

import { useId } from "react";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { useComments } from "../queries";
import { CommentForm } from "./comment-form";
import { CommentItem } from "./comment-item";
import { useCommentMutations } from "./use-comment-mutations";

/** What people say about a task. */
export function Comments({ taskId, locked }: { taskId: string; locked: boolean }) {
  const { can } = useWorkspace();
  const comments = useComments(taskId);
  const mutations = useCommentMutations(taskId);
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line border-t pt-5">
      <h2 id={id} className="mb-3 font-semibold">
        Comments
      </h2>
      <ol className="mb-4 grid gap-4">
        {comments.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            locked={locked}
            onRewrite={(body) => mutations.rewrite(comment.id, body)}
            onRemove={() => mutations.remove(comment.id)}
          />
        ))}
      </ol>
      {!locked && can("comments:write") && (
        <CommentForm label="Add a comment" action="Comment" onSave={mutations.add} />
      )}
    </section>
  );
}
