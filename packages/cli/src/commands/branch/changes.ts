import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { branchChanges } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { root } from "../../root";
import { withOperator } from "../../with-operator";
import { riskLines } from "../migrate/risk-lines";

export function changesCommand() {
  return new Command("changes")
    .description("what a branch changes, and what that risks")
    .argument("<name>")
    .option("--write [folder]", "put it into the code's migrations too; packages/db/prisma unless said")
    .addHelpText(
      "after",
      `
Examples:
  $ npx acre branch changes estimates
  $ npx acre branch changes estimates --write

Written into the code, a migration keeps its name and its text, so that tenants that have it go on having it. Change the
models in packages/db/prisma/tenant with it.`,
    )
    .action(async (name, { write }, command) => {
      const changes = await withOperator((operator) => branchChanges(operator, name));
      const folder = write === true ? join(root, "packages/db/prisma") : write;
      const files = folder === undefined ? [] : changes.flatMap((change) => writeChange(folder, change));
      print(wantsJson(command), { changes, files }, [
        ...changes.flatMap((change) => [
          ...riskLines(change),
          ...sqlLines(change).map((line) => `    ${line}`),
        ]),
        ...(changes.length === 0 ? ["It changes nothing yet."] : []),
        ...files.map((file) => `Wrote ${relative(process.cwd(), file)}`),
      ]);
    });
}

interface Change {
  name: string;
  sqlite: string;
  postgresql: string;
}

function sqlLines({ sqlite, postgresql }: Change): string[] {
  if (sqlite === postgresql) return sqlite.split("\n");
  return ["-- SQLite", ...sqlite.split("\n"), "-- PostgreSQL", ...postgresql.split("\n")];
}

function writeChange(folder: string, { name, sqlite, postgresql }: Change): string[] {
  return Object.entries({ sqlite, postgresql }).map(([engine, sql]) => {
    const dir = join(folder, "migrations/tenant", engine, name);
    mkdirSync(dir, { recursive: true });
    const file = join(dir, "migration.sql");
    writeFileSync(file, sql);
    return file;
  });
}
