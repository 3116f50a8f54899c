import { existsSync } from "node:fs";
import { join } from "node:path";
import { createProgram } from "./program";
import { root } from "./root";
import { run } from "./run";

const file = join(root, ".env");
if (existsSync(file)) process.loadEnvFile(file);

process.exitCode = await run(createProgram(), process.argv.slice(2));
