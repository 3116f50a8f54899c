"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { Menu } from "@/components/ui/menu";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { toastDone, toastFailure } from "@/lib/toast";
import { type Member, type Role, roleNames } from "@/lib/types";
import { type MemberLocks, roleWords } from "./member-locks";
import { useChangeRole } from "./member-queries";

/** A member's role, and the way to another. */
export function MemberRole({ member, locks }: { member: Member; locks: MemberLocks }) {
  const { me } = useWorkspace();
  const router = useRouter();
  const change = useChangeRole();

  async function choose(role: Role) {
    if (role === member.role) return;
    try {
      await change.mutateAsync({ id: member.id, role });
      await toastDone(`${member.name} is ${withArticle(role)} now`);
      // One's own rights decide what the whole page offers.
      if (member.id === me.id) router.refresh();
    } catch (error) {
      await toastFailure(`${member.name}'s role was not changed`, error);
    }
  }

  if (locks.role !== undefined) {
    return (
      <span className="capitalize" title={locks.role}>
        {member.role}
        <span className="sr-only normal-case">. {locks.role}</span>
      </span>
    );
  }
  return (
    <Menu
      label={`Role of ${member.name}: ${member.role}`}
      className="tap -ml-1.5 inline-flex h-7 items-center gap-1 rounded-s px-1.5 capitalize hover:bg-sunk"
      sections={() => [
        {
          items: roleNames.map((role) => ({
            label: roleWords[role],
            checked: role === member.role,
            onSelect: () => void choose(role),
            disabledReason: role === "owner" ? locks.owner : undefined,
          })),
        },
      ]}
    >
      {member.role}
      <ChevronDown size={14} aria-hidden="true" className="text-ink-3" />
    </Menu>
  );
}

function withArticle(role: Role): string {
  return role === "owner" || role === "admin" ? `an ${role}` : `a ${role}`;
}
