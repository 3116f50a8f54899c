import { existsSync, readFileSync } from "node:fs";
import { type CandidateInput, candidateInput, migrateBranch } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { UsageError } from "../../usage-error";
import { withOperator } from "../../with-operator";
import { branchLines } from "./branch-lines";

export function migrateCommand() {
  return new Command("migrate")
    .description("add a migration to a branch, and bring its previews up to date")
    .argument("<name>")
    .argument(
      "[migration]",
      "what it is called, in snake case; without it the previews are brought up to date",
    )
    .option("--sql <statement>", "what it does, in words that both engines understand")
    .option("--sqlite <file>", "what it does on SQLite")
    .option("--postgresql <file>", "what it does on PostgreSQL")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre branch migrate estimates add_estimates --sql 'ALTER TABLE projects ADD COLUMN estimate INTEGER'
  $ npx acre branch migrate estimates add_estimates --sqlite a.sql --postgresql b.sql

It is tried on a copy of each preview first; what fails there changes nothing.`,
    )
    .action(async (name, migration, files, command) => {
      const candidate = migration === undefined ? undefined : candidateOf(migration, files);
      const branch = await withOperator((operator) => migrateBranch(operator, name, candidate));
      print(wantsJson(command), branch, branchLines(branch));
    });
}

interface Sources {
  sql?: string;
  sqlite?: string;
  postgresql?: string;
}

function candidateOf(name: string, { sql, sqlite, postgresql }: Sources): CandidateInput {
  const inFiles = sqlite !== undefined && postgresql !== undefined;
  if ((sql !== undefined) === inFiles || (sql !== undefined && (sqlite ?? postgresql) !== undefined))
    throw new UsageError("Say what it does: --sql STATEMENT, or --sqlite FILE and --postgresql FILE.");
  return candidateInput.parse({
    name,
    sqlite: sql ?? textOf(sqlite ?? ""),
    postgresql: sql ?? textOf(postgresql ?? ""),
  });
}

function textOf(file: string): string {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  return readFileSync(file, "utf8");
}
