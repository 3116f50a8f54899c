import { TenancyError } from "../errors";
import type { Migration } from "./migration";

/** The migrations of these names, oldest first. Throws `migration_ahead` for a name that is none of them. */
export function chosenMigrations(migrations: readonly Migration[], names: readonly string[]): Migration[] {
  const wanted = new Set(names);
  const chosen = migrations.filter(({ name }) => wanted.delete(name));
  if (wanted.size === 0) return chosen;
  throw new TenancyError(
    "migration_ahead",
    `This version of the code does not know the migrations ${[...wanted].join(", ")}. Run the newer code.`,
  );
}

/** The refusal to make a place of an older version where there is one already. */
export function placeTaken(place: string): TenancyError {
  return new TenancyError(
    "datasource_exists",
    `There is ${place} already, so it cannot be made anew in an older version. Remove it or choose another id.`,
  );
}
