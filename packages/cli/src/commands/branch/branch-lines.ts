import type { BranchView } from "@acre/core/platform";
import { facts } from "../../output/table";

/** A branch for people to read. */
export function branchLines({ name, status, migrations, previews }: BranchView): string[] {
  return [
    ...facts({ branch: name, status, migrations: migrations.join(", ") || "none yet" }),
    ...previews.map((preview) => `  ${preview.path}  ${preview.schemaVersion ?? "no version"}`),
  ];
}
