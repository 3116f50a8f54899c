import type { Member, Right, Role } from "@/lib/types";

/** What the person at the page may do to a member, and why not. The server decides again. */
export interface MemberLocks {
  /** Why the role stays. */
  role: string | undefined;
  /** Why nobody can be made an owner. */
  owner: string | undefined;
  /** Why they cannot be removed, or leave. */
  end: string | undefined;
}

interface Viewer {
  id: string;
  can: (right: Right) => boolean;
  lockOf: (right: Right, otherwise: string) => string | undefined;
}

export const onlyOwner = "The only owner. Make somebody else an owner first.";

/** Reads the table of rights for one row of the members. */
export function locksOf(member: Member, viewer: Viewer, owners: number): MemberLocks {
  const isOwner = member.role === "owner";
  const last = isOwner && owners < 2 ? onlyOwner : undefined;
  const changes = viewer.lockOf("members:write", "Only owners and admins can change members.");
  const touches = isOwner ? viewer.lockOf("owners:write", "Only owners can change owners.") : undefined;
  const leaves = viewer.lockOf("members:leave", "You cannot leave.");
  return {
    role: changes ?? touches ?? last,
    owner: viewer.lockOf("owners:write", "Only owners can make somebody an owner."),
    end: (member.id === viewer.id ? leaves : (changes ?? touches)) ?? last,
  };
}

/** What each role is for, in a few words. */
export const roleWords: Record<Role, string> = {
  owner: "Owner: everything, and the workspace itself",
  admin: "Admin: people, settings and all the work",
  member: "Member: projects and tasks",
  guest: "Guest: reads and comments",
};
