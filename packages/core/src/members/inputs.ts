import type { Role } from "../rights";

/** A member as other members see them. */
export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
}
