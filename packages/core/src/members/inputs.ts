import type { z } from "zod";
import { page } from "../fields";
import type { Role } from "../rights";

export const listMembersInput = page(500, 1000);
export type ListMembersInput = z.input<typeof listMembersInput>;

/** A member as other members see them. */
export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
}
