"use client";

import { Crown, Ellipsis, LogOut, UserMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { toastDone } from "@/lib/toast";
import type { Member } from "@/lib/types";
import type { MemberLocks } from "./member-locks";
import { useLeaveWorkspace, useRemoveMember, useTransferOwnership } from "./member-queries";

const ConfirmDialog = lazy(() =>
  import("@/components/ui/confirm-dialog").then((m) => ({ default: m.ConfirmDialog })),
);

interface MemberActionsProps {
  member: Member;
  isMe: boolean;
  locks: MemberLocks;
}

/** What can be done about a member as a whole: remove, leave, hand the workspace over. */
export function MemberActions({ member, isMe, locks }: MemberActionsProps) {
  const { name, can } = useWorkspace();
  const router = useRouter();
  const [asked, setAsked] = useState<"remove" | "leave" | "transfer" | null>(null);
  const remove = useRemoveMember();
  const leave = useLeaveWorkspace();
  const transfer = useTransferOwnership();
  const close = () => setAsked(null);
  return (
    <>
      <Menu
        label={isMe ? "Actions: you" : `Actions: ${member.name}`}
        align="end"
        className="tap inline-grid size-7 place-items-center rounded-s text-ink-2 hover:bg-sunk"
        sections={() => [{ items: items() }]}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </Menu>
      <Suspense>
        {asked === "remove" && (
          <ConfirmDialog
            title={`Remove ${member.name}?`}
            action="Remove"
            onClose={close}
            onConfirm={async () => {
              await remove.mutateAsync(member.id);
              await toastDone(`${member.name} is removed`);
            }}
          >
            They are logged out of {name} at once, and the keys they made stop working. Their tasks and
            comments stay. You can invite them again.
          </ConfirmDialog>
        )}
        {asked === "leave" && (
          <ConfirmDialog
            title={`Leave ${name}?`}
            action="Leave workspace"
            onClose={close}
            onConfirm={() => leave.mutateAsync()}
          >
            You can no longer open it, and the keys you made stop working. Your tasks and comments stay. To
            come back you need a new invitation.
          </ConfirmDialog>
        )}
        {asked === "transfer" && (
          <ConfirmDialog
            title={`Hand ${name} over to ${member.name}?`}
            action="Hand over"
            onClose={close}
            onConfirm={async () => {
              await transfer.mutateAsync(member.id);
              router.refresh();
              await toastDone(`${member.name} owns ${name} now`);
            }}
          >
            {member.name} becomes an owner and you become an admin. Only an owner can make you one again.
          </ConfirmDialog>
        )}
      </Suspense>
    </>
  );

  function items(): MenuItem[] {
    if (isMe) {
      return [
        {
          label: "Leave workspace",
          icon: <LogOut size={14} aria-hidden="true" />,
          danger: true,
          onSelect: () => setAsked("leave"),
          disabledReason: locks.end,
        },
      ];
    }
    const handOver = {
      label: "Hand the workspace over",
      icon: <Crown size={14} aria-hidden="true" />,
      onSelect: () => setAsked("transfer"),
      disabledReason: locks.owner,
    };
    return [
      ...(can("owners:write") ? [handOver] : []),
      {
        label: "Remove from workspace",
        icon: <UserMinus size={14} aria-hidden="true" />,
        danger: true,
        onSelect: () => setAsked("remove"),
        disabledReason: locks.end,
      },
    ];
  }
}
