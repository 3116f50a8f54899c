"use client";

import { useMembers } from "@/features/workspace/directory";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { locksOf } from "./member-locks";
import { MemberRow } from "./member-row";

/** Who is in the workspace, since when, with which role, and what can be changed about it. */
export function MemberTable() {
  const members = useMembers();
  const { me, can, lockOf } = useWorkspace();
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <caption className="sr-only">Members</caption>
      <thead>
        <tr className="border-line border-b text-ink-3 text-small">
          <th scope="col" className="py-1.5 font-medium">
            Member
          </th>
          <th scope="col" className="w-[26%] py-1.5 font-medium max-md:hidden">
            Since
          </th>
          <th scope="col" className="w-28 py-1.5 font-medium">
            Role
          </th>
          <th scope="col" className="w-9 py-1.5">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            isMe={member.id === me.id}
            locks={locksOf(member, { id: me.id, can, lockOf }, owners)}
          />
        ))}
      </tbody>
    </table>
  );
}
