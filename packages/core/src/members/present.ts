import type { UserRow } from "@acre/db";
import { parseRole } from "../rights";
import type { Member } from "./inputs";

/** A member's row as other members see it. */
export function presentMember(row: UserRow): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: parseRole(row.role) ?? "guest",
    active: row.active,
    joinedAt: row.createdAt.toISOString(),
  };
}
