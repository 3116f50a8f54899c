import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Where the programs of the newest PostgreSQL are that has the extension Citus: where Debian keeps them, or on the path.
 * @returns {string | null}
 */
export function citusPrograms() {
  const home = "/usr/lib/postgresql";
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  for (const config of [...versions.map((version) => join(home, version, "bin", "pg_config")), "pg_config"]) {
    const { status, stdout } = spawnSync(config, ["--bindir", "--sharedir"], { encoding: "utf8" });
    if (status !== 0) continue;
    const [programs = "", share = ""] = stdout.split("\n");
    if (existsSync(join(share, "extension", "citus.control")) && existsSync(join(programs, "initdb")))
      return programs;
  }
  return null;
}
