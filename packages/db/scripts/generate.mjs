// Generates the four Prisma clients: catalog and tenant, on SQLite and on PostgreSQL. Needs no download.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { clientDir, databases, engines, packageRoot, readMigrations, writeSchemaDir } from "./engines.mjs";
import { runtimeWithSharedGraphs } from "./shared-graphs.mjs";

const prismaCli = join(
  createRequire(import.meta.url).resolve("prisma/package.json"),
  "..",
  "build",
  "index.js",
);

for (const database of databases) {
  for (const engine of engines) {
    const schemaDir = writeSchemaDir(database, engine);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [prismaCli, "generate", "--schema", schemaDir, "--no-hints"],
      {
        cwd: packageRoot,
        encoding: "utf8",
        env: {
          ...process.env,
          // `prisma generate` would download the schema engine, which it does not use. Any executable stops that.
          PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
          CHECKPOINT_DISABLE: "1",
          PRISMA_HIDE_UPDATE_MESSAGE: "1",
        },
      },
    );
    if (status !== 0) {
      console.error(`prisma generate failed for the ${database} schema on ${engine}:\n${stdout}\n${stderr}`);
      process.exit(1);
    }
    share(clientDir(database, engine));
  }
}
writeRuntime(join(packageRoot, "src", "generated", "runtime"));

/**
 * Has a generated client share with others of its kind what does not depend on whose data it reaches: its compiler (see
 * `src/shared-compilers.ts`), and what is read from its models (see `shared-graphs.mjs`).
 */
function share(client) {
  const own = /getRuntime: async \(\) => (await import\("[^"]+"\)),/;
  change(join(client, "internal", "class.ts"), [
    [own, "getRuntime: async () => sharingCompilers($1),"],
    [/^import \* as runtime/m, 'import { sharingCompilers } from "../../../shared-compilers"\n$&'],
  ]);
  // All of them: what one copy of the runtime makes, such as a piece of SQL or an error, another need not know.
  const runtime = /^import \* as runtime from "@prisma\/client\/runtime\/client"$/m;
  change(join(client, "internal", "class.ts"), [
    [runtime, 'import * as runtime from "../../runtime/client"'],
  ]);
  change(join(client, "internal", "prismaNamespace.ts"), [
    [runtime, 'import * as runtime from "../../runtime/client"'],
  ]);
  change(join(client, "client.ts"), [[runtime, 'import * as runtime from "../runtime/client"']]);
}

function change(file, changes) {
  const changed = changes.reduce(
    (text, [pattern, by]) => {
      if (!pattern.test(text)) throw new Error(`${file} is not as it is known here: there is no ${pattern}.`);
      return text.replace(pattern, by);
    },
    readFileSync(file, "utf8"),
  );
  writeFileSync(file, changed);
}

/** Its name tells Prisma's errors that it is none of the caller's code, whose lines they show. */
function writeRuntime(dir) {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "client.js"), runtimeWithSharedGraphs());
  writeFileSync(join(dir, "client.d.ts"), 'export * from "@prisma/client/runtime/client";\n');
}

// The migrations travel inside the code, so that a bundle finds them wherever it is put.
const migrations = Object.fromEntries(
  databases.map((database) => [
    database,
    Object.fromEntries(engines.map((engine) => [engine, readMigrations(database, engine)])),
  ]),
);
writeFileSync(
  join(packageRoot, "src", "generated", "migrations.ts"),
  `// Generated from prisma/migrations. Do not edit.
type Files = Record<"sqlite" | "postgresql", { name: string; sql: string; rowSql?: string }[]>;
export const migrationFiles: Record<"catalog" | "tenant", Files> = ${JSON.stringify(migrations, null, 2)};
`,
);
console.log("Generated the catalog and tenant clients for SQLite and PostgreSQL.");
