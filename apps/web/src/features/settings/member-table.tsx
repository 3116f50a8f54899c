import { Avatar } from "@/components/ui/avatar";
import type { Member } from "@/lib/types";

/** Who is in the workspace, and with which role. */
export function MemberTable({ members, meId }: { members: readonly Member[]; meId: string }) {
  return (
    <table className="w-full table-fixed border-collapse text-left">
      <thead>
        <tr className="border-line border-b text-ink-3 text-small">
          <th scope="col" className="py-1.5 font-medium">
            Member
          </th>
          <th scope="col" className="py-1.5 font-medium max-sm:hidden">
            E-mail
          </th>
          <th scope="col" className="w-24 py-1.5 font-medium">
            Role
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.id} className="border-line border-b">
            <th scope="row" className="max-w-0 py-2 pr-3 font-normal">
              <span className="flex items-center gap-2">
                <Avatar id={member.id} name={member.name} decorative />
                <span className="truncate">{member.name}</span>
                {member.id === meId && <span className="shrink-0 text-ink-3">you</span>}
              </span>
            </th>
            <td className="max-w-0 truncate py-2 pr-3 text-ink-2 max-sm:hidden">{member.email}</td>
            <td className="py-2 capitalize">{member.role}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
