import { createHash } from "node:crypto";
import type { Migration } from "./migration";

/** Names the states that a history of migrations passes through. */
export interface SchemaVersions {
  /** The version after the last migration. */
  readonly latest: string;
  /** How many migrations are missing at `version` (all for null); null when it is none of this history's. */
  pending(version: string | null): number | null;
  /**
   * Whether a tenant at `version` must not be served by this code: it lacks migrations, or stands on a history that
   * was edited or merged otherwise. One that a newer version of the code brought further is not behind.
   */
  isBehind(version: string | null): boolean;
}

/**
 * The versions of a history. A version is the last migration's name and a digest of everything up to it: a
 * migration merged in between two older ones gives a new version even though the last name stays the same.
 */
export function schemaVersions(migrations: readonly Pick<Migration, "name" | "checksum">[]): SchemaVersions {
  const digest = createHash("sha256");
  const positions = new Map<string, number>();
  let latest = "empty";
  migrations.forEach(({ name, checksum }, index) => {
    digest.update(`${name}\0${checksum}\0`);
    latest = `${name}.${digest.copy().digest("hex").slice(0, 8)}`;
    positions.set(latest, index + 1);
  });
  function pending(version: string | null): number | null {
    if (version === null || version === "empty") return migrations.length;
    const applied = positions.get(version);
    return applied === undefined ? null : migrations.length - applied;
  }
  const newest = migrations.at(-1)?.name ?? "";
  return {
    latest,
    pending,
    isBehind(version) {
      const missing = pending(version);
      // Names begin with a timestamp, so a newer version's last migration sorts after ours.
      return missing === null ? lastName(version) <= newest : missing > 0;
    },
  };
}

function lastName(version: string | null): string {
  return version?.replace(/\.[^.]*$/, "") ?? "";
}
