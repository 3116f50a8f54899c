import type { JudgedMigration } from "@acre/core/platform";

const words = {
  loses_data: "Loses data",
  breaks_older_code: "Older code fails",
  locks: "Holds up",
  may_fail: "May fail",
  not_transactional: "Cannot be taken back",
  unknown: "Not known",
} as const;

/** A migration and what it risks, a line each. */
export function riskLines({ name, additive, risks }: JudgedMigration): string[] {
  return [
    `${name}: ${additive ? "only adds" : "does not only add"}`,
    ...risks.map(({ kind, statement, why }) => `  ${words[kind]}: ${why} (${statement})`),
  ];
}
