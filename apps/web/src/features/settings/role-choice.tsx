import type { Role } from "@/lib/types";
import { roleWords } from "./member-locks";

/** Radio buttons named `role`, one for each that can be given. */
export function RoleChoice({ roles }: { roles: readonly Role[] }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium text-ui">Role</legend>
      {roles.map((role) => (
        <label key={role} className="flex items-center gap-2 text-ui pointer-coarse:min-h-11">
          <input
            type="radio"
            name="role"
            value={role}
            defaultChecked={role === "member"}
            className="size-4 accent-pine pointer-coarse:size-6"
          />
          {roleWords[role]}
        </label>
      ))}
    </fieldset>
  );
}
