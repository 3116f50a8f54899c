import { createHash } from "node:crypto";
import type { Migration } from "./migration";

/** Names the states that a history of migrations passes through. */
export interface SchemaVersions {
  /** The version after the last migration. */
  readonly latest: string;
  /** How many migrations are missing at `version` (all for null); null when it is none of this history's. */
  pending(version: string | null): number | null;
}

/**
 * The versions of a history. A version is the last migration's name and a digest of everything up to it: a
 * migration merged in between two older ones gives a new version even though the last name stays the same.
 */
export function schemaVersions(migrations: readonly Migration[]): SchemaVersions {
  const digest = createHash("sha256");
  const positions = new Map<string, number>();
  let latest = "empty";
  migrations.forEach(({ name, checksum }, index) => {
    digest.update(`${name}\0${checksum}\0`);
    latest = `${name}.${digest.copy().digest("hex").slice(0, 8)}`;
    positions.set(latest, index + 1);
  });
  return {
    latest,
    pending(version) {
      if (version === null || version === "empty") return migrations.length;
      const applied = positions.get(version);
      return applied === undefined ? null : migrations.length - applied;
    },
  };
}
