import { TenancyError } from "../errors";
import { byBytes } from "./dependency-order";
import type { AppliedMigration, PortableTable } from "./snapshot";

/** Applied migrations in the order of their names. */
export function historyOf(history: ReadonlyMap<string, string>): AppliedMigration[] {
  const migrations = Array.from(history, ([name, checksum]) => ({ name, checksum }));
  return migrations.sort((a, b) => byBytes(a.name, b.name));
}

/** The table of that name. Throws `bundle_mismatch` where there is none. */
export function tableIn(tables: readonly PortableTable[], name: string): PortableTable {
  const found = tables.find((table) => table.name === name);
  if (found !== undefined) return found;
  throw new TenancyError("bundle_mismatch", `There is no table ${JSON.stringify(name)} in this place.`);
}
