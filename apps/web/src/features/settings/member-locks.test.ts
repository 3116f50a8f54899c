import { type Right, type Role, rightsOf, roles } from "@acre/core/inputs";
import { describe, expect, it } from "vitest";
import { locksOf, onlyOwner } from "./member-locks";

function viewer(role: Role) {
  const can = (right: Right) => rightsOf(role).has(right);
  return { id: "me", can, lockOf: (right: Right, otherwise: string) => (can(right) ? undefined : otherwise) };
}

function member(role: Role, id = "other") {
  return { id, role, name: "M", email: "m@example.com", active: true, joinedAt: "2026-11-20T00:00:00Z" };
}

describe("what the members' page lets somebody do", () => {
  it("follows the table of rights, role by role", () => {
    const free = Object.fromEntries(
      roles.map((role) => [
        role,
        roles.filter((other) => locksOf(member(other), viewer(role), 2).role === undefined),
      ]),
    );
    expect(free).toEqual({
      owner: ["owner", "admin", "member", "guest"],
      admin: ["admin", "member", "guest"],
      member: [],
      guest: [],
    });
    expect(roles.filter((role) => locksOf(member("guest"), viewer(role), 2).owner === undefined)).toEqual([
      "owner",
    ]);
  });

  it("keeps the last owner, and says why", () => {
    expect(locksOf(member("owner", "me"), viewer("owner"), 1)).toMatchObject({
      role: onlyOwner,
      end: onlyOwner,
    });
    expect(locksOf(member("owner", "me"), viewer("owner"), 2)).toMatchObject({
      role: undefined,
      end: undefined,
    });
  });

  it("lets everybody else leave", () => {
    for (const role of ["admin", "member", "guest"] as const) {
      expect(locksOf(member(role, "me"), viewer(role), 1).end).toBeUndefined();
    }
  });
});
