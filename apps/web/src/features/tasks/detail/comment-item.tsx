"use client";

import { Ellipsis } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Moment } from "@/components/moment";
import { Avatar } from "@/components/ui/avatar";
import { Menu } from "@/components/ui/menu";
import { useMembers } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import type { Comment } from "@/lib/types";
import { CommentForm } from "./comment-form";

const ConfirmDialog = lazy(() =>
  import("@/components/ui/confirm-dialog").then((m) => ({ default: m.ConfirmDialog })),
);

interface CommentItemProps {
  comment: Comment;
  locked: boolean;
  onRewrite: (body: string) => Promise<void>;
  onRemove: () => Promise<void>;
}

/** One comment; its author can rewrite and delete it. */
export function CommentItem({ comment, locked, onRewrite, onRemove }: CommentItemProps) {
  const { me } = useWorkspace();
  const author = useMembers().find((member) => member.id === comment.authorId)?.name ?? "Former member";
  const [state, setState] = useState<"shown" | "editing" | "asking">("shown");
  return (
    <li className="flex gap-3">
      <Avatar id={comment.authorId} name={author} decorative className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-7 items-center gap-2">
          <span className="truncate font-medium">{author}</span>
          <Moment at={comment.createdAt} />
          {comment.updatedAt !== comment.createdAt && <span className="text-ink-3 text-small">edited</span>}
          {comment.authorId === me.id && !locked && (
            <Menu
              label="Comment actions"
              align="end"
              className="tap ml-auto grid size-7 place-items-center rounded-s text-ink-3 hover:bg-sunk hover:text-ink"
              sections={() => [
                {
                  items: [
                    { label: "Edit", onSelect: () => setState("editing") },
                    { label: "Delete", danger: true, onSelect: () => setState("asking") },
                  ],
                },
              ]}
            >
              <Ellipsis size={14} aria-hidden="true" />
            </Menu>
          )}
        </div>
        {state === "editing" ? (
          <CommentForm
            label="Edit your comment"
            action="Save"
            initial={comment.body}
            onCancel={() => setState("shown")}
            onSave={async (body) => {
              await onRewrite(body);
              setState("shown");
            }}
          />
        ) : (
          <p className="whitespace-pre-wrap break-words text-body">{comment.body}</p>
        )}
      </div>
      {state === "asking" && (
        <Suspense>
          <ConfirmDialog
            title="Delete this comment?"
            action="Delete comment"
            onConfirm={onRemove}
            onClose={() => setState("shown")}
          >
            This cannot be undone.
          </ConfirmDialog>
        </Suspense>
      )}
    </li>
  );
}
