import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";
import { judgeMigration } from "@acre/core/platform";
import { Command } from "@commander-js/extra-typings";
import { wantsJson } from "../../global-options";
import { print } from "../../output/print";
import { root } from "../../root";
import { UsageError } from "../../usage-error";
import { riskLines } from "./risk-lines";

interface Written {
  name: string;
  engines: Record<"sqlite" | "postgresql", { file: string; sql: string } | undefined>;
}

export function newCommand() {
  return new Command("new")
    .description("write the next migration, for both engines, from the Prisma models; downloads nothing")
    .argument("<name>", "in snake case")
    .option("--catalog", "of the catalog, and not of tenants")
    .option("--models <folder>", "where models and migrations are; packages/db/prisma unless said")
    .addHelpText(
      "after",
      `
Example:
  $ npx acre migrate new add_estimates

Edit the models in packages/db/prisma/tenant first. Read what it wrote before you deploy it.`,
    )
    .action((name, { catalog, models }, command) => {
      if (!/^[a-z][a-z0-9_]{1,60}$/.test(name))
        throw new UsageError(`${name} is no name in snake case, such as add_estimates.`);
      const written = writeMigration(catalog ? "catalog" : "tenant", name, models);
      const json = wantsJson(command);
      if (written === null) {
        print(json, { migration: null }, "The models match the last migration: there is nothing to write.");
        return;
      }
      const { engines } = written;
      const judged = judgeMigration({
        name: written.name,
        sqlite: engines.sqlite?.sql ?? "",
        postgresql: engines.postgresql?.sql ?? "",
      });
      const files = Object.values(engines).flatMap((engine) => (engine ? [engine.file] : []));
      print(json, { migration: judged, files }, [
        ...files.map((file) => `Wrote ${relative(process.cwd(), file)}`),
        ...riskLines(judged),
      ]);
    });
}

function writeMigration(database: string, name: string, models: string | undefined): Written | null {
  const script = join(root, "packages/db/scripts/new-migration.mjs");
  const args = [script, database, name, "--json", ...(models === undefined ? [] : [models])];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", cwd: root });
  if (status !== 0) throw new Error(`The migration could not be written: ${stderr.trim() || stdout.trim()}`);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "null");
}
