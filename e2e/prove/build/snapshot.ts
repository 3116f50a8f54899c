import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A built application set aside, so that it stays what it is while the proof runs. */
export interface Snapshot {
  /** Its apps/web. */
  web: string;
  /** What runs its server. */
  serverFile: string;
  remove: () => void;
}

/** Next.js reads the proxy layer from here, and serves as well without. */
const proxyEntry = "/_middleware";

/**
 * Copies a build to a folder of its own.
 *
 * @param repository whose apps/web was built
 * @param proxy without it the copy has no proxy layer: not src/proxy.ts, and nothing that runs in its place
 */
export function takeSnapshot(repository: string, { proxy }: { proxy: boolean }): Snapshot {
  const home = mkdtempSync(join(tmpdir(), "acre-prove-"));
  const remove = () => rmSync(home, { recursive: true, force: true });
  process.once("exit", remove);
  const web = join(home, "apps/web");
  mkdirSync(web, { recursive: true });
  const from = join(repository, "apps/web");
  for (const name of [".next", "dist", "package.json", "next.config.ts"]) {
    cpSync(join(from, name), join(web, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) =>
        !path.startsWith(join(from, ".next/cache")) && !path.startsWith(join(from, ".next/dev")),
    });
  }
  for (const name of ["node_modules", "packages", "package.json", "apps/web/node_modules"])
    if (existsSync(join(repository, name))) symlinkSync(join(repository, name), join(home, name));
  if (!proxy) takeOutProxy(join(web, ".next/server"));
  return { web, serverFile: join(web, "dist/server.mjs"), remove };
}

function takeOutProxy(server: string): void {
  const path = join(server, "functions-config-manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  if (!(proxyEntry in manifest.functions)) throw new Error("The build has no proxy layer to take out.");
  delete manifest.functions[proxyEntry];
  writeFileSync(path, JSON.stringify(manifest));
  rmSync(join(server, "middleware.js"));
}
