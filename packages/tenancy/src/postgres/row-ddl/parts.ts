import { fits } from "../names";
import { NotDerivable } from "./cursor";

/** The names of a table's parts. */
export function partNames(table: string, partitions: number): string[] {
  const names = Array.from({ length: partitions }, (_, index) => `${table}_p${index}`);
  const tooLong = names.find((name) => !fits(name));
  if (tooLong === undefined) return names;
  throw new NotDerivable(`PostgreSQL would cut the name ${tooLong} of one of its parts off after 63 bytes`);
}
