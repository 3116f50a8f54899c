"use client";

import { Avatar } from "@/components/ui/avatar";
import { dateName } from "@/lib/dates";
import type { Member } from "@/lib/types";
import { MemberActions } from "./member-actions";
import { type MemberLocks, onlyOwner } from "./member-locks";
import { MemberRole } from "./member-role";

interface MemberRowProps {
  member: Member;
  isMe: boolean;
  locks: MemberLocks;
}

/** One member. */
export function MemberRow({ member, isMe, locks }: MemberRowProps) {
  return (
    <tr className="border-line border-b">
      <th scope="row" className="max-w-0 py-2 pr-3 font-normal">
        <span className="flex items-center gap-2.5">
          <Avatar id={member.id} name={member.name} size="m" decorative />
          <span className="grid min-w-0 flex-1 grid-cols-1">
            <span className="flex min-w-0 gap-1.5">
              <span className="truncate font-medium">{member.name}</span>
              {isMe && <span className="shrink-0 text-ink-3">you</span>}
            </span>
            <span className="truncate text-ink-2 text-small" title={member.email}>
              {member.email}
            </span>
          </span>
        </span>
      </th>
      <td className="py-2 pr-3 text-ink-2 max-md:hidden">
        <time dateTime={member.joinedAt}>{dateName(member.joinedAt.slice(0, 10))}</time>
      </td>
      <td className="py-2 pr-1">
        <MemberRole member={member} locks={locks} />
        {isMe && locks.end === onlyOwner && (
          <span className="block text-ink-3 text-small">The only owner</span>
        )}
      </td>
      <td className="py-2 text-right">
        <MemberActions member={member} isMe={isMe} locks={locks} />
      </td>
    </tr>
  );
}
