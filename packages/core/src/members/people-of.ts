import type { TenantTx } from "@acre/db";
import type { Person } from "./person";

/** The members of these ids, for records that name them; read in one query. */
export async function peopleOf(tx: TenantTx, ids: readonly (string | null)[]): Promise<Map<string, Person>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const people = await tx.user.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true, active: true },
  });
  return new Map(people.map((person) => [person.id, person]));
}
